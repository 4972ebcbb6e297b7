// The two packages, from where they are installed.
import { createRequire } from 'node:module';

export function client(modules, bootstrapServers, registry) {
  const require = createRequire(`${modules}/package.json`);
  const { Kafka, Partitioners, logLevel } = require('kafkajs');
  const { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } = require(
    '@confluentinc/schemaregistry',
  );
  const schemas = new SchemaRegistryClient({ baseURLs: [registry] });
  return {
    kafka: new Kafka({ brokers: bootstrapServers.split(','), logLevel: logLevel.ERROR }),
    serializer: new AvroSerializer(schemas, SerdeType.VALUE, { useLatestVersion: true }),
    deserializer: new AvroDeserializer(schemas, SerdeType.VALUE, {}),
    Partitioners,
  };
}
