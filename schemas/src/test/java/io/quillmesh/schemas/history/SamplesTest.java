package io.quillmesh.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.contract.Binary;
import io.quillmesh.schemas.contract.History;
import io.quillmesh.schemas.contract.Sample;
import io.quillmesh.schemas.contract.SampleMaker;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden samples are complete, and this build reads them all. */
class SamplesTest {
  private static final String SCOPE = "samples";
  private static final SchemaRegistryClient REGISTRY =
      MockSchemaRegistry.getClientForScope(SCOPE, List.of(new AvroSchemaProvider()));
  private static final EventCodec CODEC = new EventCodec("mock://" + SCOPE, false);

  static Stream<Arguments> samples() {
    return Topics.ofOneType()
        .flatMap(topic ->
            History.in(Freeze.FOLDER).of(topic.name()).stream()
                .flatMap(version -> version.samples().stream())
                .map(sample -> Arguments.of(topic, sample)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("samples")
  void bytesAndJsonAreTheSameRecord(Topic<?> topic, Sample sample) {
    assertThat(SampleMaker.json(sample.version().schema(), read(sample))).isEqualTo(sample.json());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("samples")
  void everyFieldIsFilled(Topic<?> topic, Sample sample) {
    assertFilled(sample.toString(), read(sample));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("samples")
  <T extends SpecificRecord> void thisBuildReadsItAndLosesNothing(Topic<T> topic, Sample sample)
      throws Exception {
    // Given the sample as it is on the topic
    Schema written = sample.version().schema();
    int id = REGISTRY.register(topic.subject(), new AvroSchema(written));
    byte[] bytes = sample.bytes();
    byte[] onTopic =
        ByteBuffer.allocate(5 + bytes.length).put((byte) 0).putInt(id).put(bytes).array();

    // When
    T event = CODEC.decode(topic, onTopic);

    // Then a reader with that version finds everything in what this build writes
    byte[] again = Binary.write(topic.schema(), event);
    GenericRecord back =
        Binary.read(
            topic.schema(), again, new GenericDatumReader<GenericRecord>(topic.schema(), written));
    assertThat(back).isEqualTo(read(sample));
  }

  private static GenericRecord read(Sample sample) {
    return Binary.read(
        sample.version().schema(), sample.bytes(), new GenericDatumReader<GenericRecord>());
  }

  private static void assertFilled(String path, IndexedRecord record) {
    for (Schema.Field field : record.getSchema().getFields()) {
      String where = path + "." + field.name();
      Object value = record.get(field.pos());
      assertThat(value)
          .as(where)
          .isNotNull()
          .isNotEqualTo(GenericData.get().getDefaultValue(field));
      assertFilled(where, value);
    }
  }

  private static void assertFilled(String path, @Nullable Object value) {
    switch (value) {
      case IndexedRecord record -> assertFilled(path, record);
      case List<?> list -> list.forEach(element -> assertFilled(path, element));
      case null, default -> {}
    }
  }
}
