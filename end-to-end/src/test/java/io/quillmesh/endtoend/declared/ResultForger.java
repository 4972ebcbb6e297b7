package io.quillmesh.endtoend.declared;

import io.quillmesh.endtoend.checks.Registry;
import io.quillmesh.schemas.Budgets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;

/** Writes results as any program could that may write to the broker, with a registered schema. */
record ResultForger(int schemaId, Schema schema) {

  static ResultForger of(Registry registry, String subject) {
    return new ResultForger(
        registry.schemaId(subject), new Schema.Parser().parse(registry.schema(subject)));
  }

  /** A result with these fields; the others have their defaults. */
  byte[] result(Map<String, ?> fields) {
    return bytes(with(schema, fields));
  }

  /** A result whose answer has a list with one member that is longer than an answer may be. */
  byte[] oversized(Map<String, ?> fields, String list, String member) {
    Schema answer = schema.getField("answer").schema();
    GenericRecord element =
        with(
            answer.getField(list).schema().getElementType(),
            Map.of(member, "x".repeat(Budgets.ANSWER + 1)));
    GenericRecord result = with(schema, fields);
    result.put("answer", with(answer, Map.of(list, List.of(element))));
    return bytes(result);
  }

  private byte[] bytes(GenericRecord result) {
    try (var out = new ByteArrayOutputStream()) {
      out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
      var encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(schema).write(result, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericRecord with(Schema schema, Map<String, ?> fields) {
    GenericData.Record record = new GenericRecordBuilder(schema).build();
    fields.forEach(record::put);
    return record;
  }
}
