package io.quillmesh.schemas.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Avro's binary encoding, without the five bytes that a registry's serializer writes first. */
public final class Binary {

  private Binary() {}

  /** Writes a record, generic or generated. */
  public static byte[] write(Schema schema, Object datum) {
    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      writer(schema, datum).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static DatumWriter<Object> writer(Schema schema, Object datum) {
    return datum instanceof SpecificRecordBase generated
        ? new SpecificDatumWriter<>(schema, generated.getSpecificData())
        : new GenericDatumWriter<>(schema);
  }

  /** Reads bytes that were written with a schema, into the reader's type. */
  public static <T> T read(Schema writer, byte[] bytes, DatumReader<T> reader) {
    reader.setSchema(writer);
    try {
      return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Schema schema(byte[] avsc) {
    return new Schema.Parser().parse(new String(avsc, StandardCharsets.UTF_8));
  }
}
