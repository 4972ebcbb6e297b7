// Writes one record as a service in another language does, with the topic's newest schema:
// node write.mjs <modules> <bootstrap servers> <registry> <topic> <key> <record as JSON>
import { client } from './client.mjs';

const [modules, bootstrapServers, registry, topic, key, record] = process.argv.slice(2);
const { kafka, serializer, Partitioners } = client(modules, bootstrapServers, registry);

const value = await serializer.serialize(topic, JSON.parse(record));
// Java's partitioning: a conversation's records are all in partitions of one number.
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
await producer.connect();
await producer.send({ topic, acks: -1, messages: [{ key, value }] });
await producer.disconnect();
