package io.quillmesh.gateway.conversation.effects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** A stored record, with its schema, because another version of the gateway may read it. */
public final class AvroPiece {
  private AvroPiece() {}

  public static <T extends SpecificRecordBase> byte[] write(T record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var file = new DataFileWriter<T>(new SpecificDatumWriter<>(record.getSchema()))) {
      file.create(record.getSchema(), bytes);
      file.append(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static <T extends SpecificRecordBase> T read(byte[] bytes, Class<T> type) {
    try (var file =
        new DataFileReader<>(new SeekableByteArrayInput(bytes), new SpecificDatumReader<>(type))) {
      return file.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
