package io.quillmesh.schemas.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;

/**
 * Fills every field of a schema with its own value, made from the field's path. The value is never
 * the default, and is the same each time.
 */
public final class SampleMaker {
  private static final long FIRST_INSTANT = 1_700_000_000_000L;

  /** Characters beyond ASCII, and one that needs two UTF-16 units. */
  private static final String TEXT = " 伦敦 🏛";

  private final String name;

  private SampleMaker(String name) {
    this.name = name;
  }

  /**
   * Makes a sample.
   *
   * @param name one of the schema's sample names: the record that an envelope contains
   */
  public static GenericRecord make(Schema schema, String name) {
    return new SampleMaker(name).record(schema, "");
  }

  /** The form for people and other languages: Avro's JSON encoding. */
  public static String json(Schema schema, GenericRecord record) {
    var out = new ByteArrayOutputStream();
    try {
      JsonEncoder encoder = EncoderFactory.get().jsonEncoder(schema, out, true);
      new GenericDatumWriter<>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8) + "\n";
  }

  private GenericRecord record(Schema schema, String path) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(
          field.pos(),
          value(field.schema(), path.isEmpty() ? field.name() : path + "." + field.name()));
    }
    return record;
  }

  private Object value(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, path);
      case ENUM -> symbol(schema, path);
      case ARRAY ->
          new GenericData.Array<>(
              schema,
              List.of(
                  value(schema.getElementType(), path + "[0]"),
                  value(schema.getElementType(), path + "[1]")));
      case UNION -> value(branch(schema), path);
      case STRING -> text(path);
      case INT -> (int) (hash(path) >> 1);
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? FIRST_INSTANT + hash(path)
              : hash(path);
      case MAP -> Map.of(path, value(schema.getValueType(), path + "{}"));
      case FLOAT -> (float) (hash(path) / 65_536.0);
      case DOUBLE -> hash(path) / 4_294_967_296.0;
      case BOOLEAN -> true;
      case BYTES, FIXED, NULL ->
          throw new IllegalArgumentException(
              "%s: say here what a %s sample is".formatted(path, schema.getType()));
    };
  }

  private Schema branch(Schema union) {
    List<Schema> branches =
        union.getTypes().stream().filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    return branches.size() == 1
        ? branches.getFirst()
        : branches.stream()
            .filter(branch -> branch.getName().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private static GenericData.EnumSymbol symbol(Schema schema, String path) {
    List<String> symbols =
        schema.getEnumSymbols().stream()
            .filter(symbol -> !symbol.equals(schema.getEnumDefault()))
            .toList();
    return new GenericData.EnumSymbol(schema, symbols.get((int) (hash(path) % symbols.size())));
  }

  /** Readers may parse ids and language tags. */
  private static String text(String path) {
    if (path.endsWith("Id")) {
      return UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString();
    }
    return path.endsWith("anguage") ? "zh" : path + TEXT;
  }

  /** From 0 to 2^32 - 1. */
  private static long hash(String path) {
    var crc = new CRC32();
    crc.update(path.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
