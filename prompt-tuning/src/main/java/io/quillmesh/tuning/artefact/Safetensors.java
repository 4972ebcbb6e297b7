package io.quillmesh.tuning.artefact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file in the format safetensors: eight bytes with the length of a JSON header, the header, and
 * the numbers, all little-endian. Only 32-bit floats.
 *
 * @param metadata texts about it
 * @param tensors by name
 */
public record Safetensors(SortedMap<String, String> metadata, SortedMap<String, Tensor> tensors) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String METADATA = "__metadata__";
  private static final int LONGEST_HEADER = 4 << 20;
  private static final int ALIGNMENT = 8;

  /** With these texts and tensors, sorted by name, so that the same content is the same file. */
  public static Safetensors of(Map<String, String> metadata, Map<String, Tensor> tensors) {
    return new Safetensors(new TreeMap<>(metadata), new TreeMap<>(tensors));
  }

  /** Writes it, so that there is never half a file. */
  public void write(Path file) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, metadata);
    long offset = 0;
    for (var tensor : tensors.entrySet()) {
      long end = offset + (long) tensor.getValue().values().length * Float.BYTES;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", "F32");
      entry.put("shape", tensor.getValue().shape());
      entry.put("data_offsets", List.of(offset, end));
      header.put(tensor.getKey(), entry);
      offset = end;
    }
    String json = JSON.writeValueAsString(header);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    // The format allows blanks at the end of the header, so that the numbers are aligned.
    String padded = json + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT);
    byte[] bytes = padded.getBytes(StandardCharsets.UTF_8);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path unfinished = file.resolveSibling(file.getFileName() + ".part");
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        out.write(little(Long.BYTES).putLong(bytes.length).array());
        out.write(bytes);
        for (Tensor tensor : tensors.values()) {
          ByteBuffer buffer = little(tensor.values().length * Float.BYTES);
          buffer.asFloatBuffer().put(tensor.values());
          out.write(buffer.array());
        }
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ArtefactException("Cannot write " + file + ": " + e);
    }
  }

  /**
   * Reads it.
   *
   * @throws ArtefactException if it is not such a file, or not all of one
   */
  public static Safetensors read(Path file) {
    try {
      return parse(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ArtefactException("Cannot read " + file + ": " + e);
    }
  }

  static Safetensors parse(Path file, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < Long.BYTES ? -1 : buffer.getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, bytes.length - Long.BYTES)) {
      throw new ArtefactException(
          file
              + " is not a safetensors file, or not all of it: it has no header. Make it anew with ./mesh tune.");
    }
    try {
      JsonNode header =
          JSON.readTree(new String(bytes, Long.BYTES, (int) length, StandardCharsets.UTF_8));
      SortedMap<String, String> metadata = new TreeMap<>();
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      buffer.position(Long.BYTES + (int) length);
      ByteBuffer numbers = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
      for (var member : header.properties()) {
        if (member.getKey().equals(METADATA)) {
          member
              .getValue()
              .properties()
              .forEach(m -> metadata.put(m.getKey(), m.getValue().asString()));
        } else {
          tensors.put(member.getKey(), tensor(member.getValue(), numbers));
        }
      }
      return new Safetensors(metadata, tensors);
    } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
      throw new ArtefactException(
          file
              + " is not a safetensors file, or not all of it: "
              + e.getMessage()
              + ". Make it anew with ./mesh tune.");
    }
  }

  private static Tensor tensor(JsonNode entry, ByteBuffer numbers) {
    if (!entry.path("dtype").asString().equals("F32")) {
      throw new IllegalArgumentException(
          "expected numbers of the type F32, not " + entry.path("dtype"));
    }
    long from = entry.path("data_offsets").path(0).asLong();
    long to = entry.path("data_offsets").path(1).asLong();
    if (from < 0 || to < from || to > numbers.capacity() || (to - from) % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "numbers from " + from + " to " + to + " are not in the file");
    }
    float[] values = new float[(int) ((to - from) / Float.BYTES)];
    numbers
        .slice((int) from, (int) (to - from))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    List<Integer> shape =
        StreamSupport.stream(entry.path("shape").spliterator(), false)
            .map(JsonNode::asInt)
            .toList();
    return new Tensor(shape, values);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
