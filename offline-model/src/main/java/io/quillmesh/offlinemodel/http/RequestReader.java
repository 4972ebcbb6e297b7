package io.quillmesh.offlinemodel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after the other. */
final class RequestReader {

  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_BODY = 8 * 1024 * 1024;

  private final InputStream in;
  private final OutputStream out;

  RequestReader(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The next request, or null if the client closed the connection instead of sending one. */
  @Nullable Request next() throws IOException {
    String first = line();
    if (first == null) {
      return null;
    }
    String[] parts = first.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/")) {
      throw new BadRequest(400, "not a request line");
    }
    if (!parts[2].equals("HTTP/1.1")) {
      throw new BadRequest(505, "only HTTP/1.1 is spoken here");
    }
    Map<String, String> headers = headers();
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return new Request(parts[0], parts[1].split("\\?", 2)[0], headers, body(headers));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i <= MAX_HEADERS; i++) {
      String line = lineOrFail();
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new BadRequest(400, "not a header");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
    }
    throw new BadRequest(431, "too many headers");
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunkedBody();
    }
    int length = number(headers.getOrDefault("content-length", "0"), 10);
    return exactly(checked(length));
  }

  private byte[] chunkedBody() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = number(lineOrFail().split(";", 2)[0].strip(), 16);
      checked(body.size() + length);
      if (length == 0) {
        headers(); // Skips the trailers, which are not used.
        return body.toByteArray();
      }
      body.writeBytes(exactly(length));
      lineOrFail();
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the client closed within a body");
    }
    return bytes;
  }

  private static int checked(int length) throws BadRequest {
    if (length < 0 || length > MAX_BODY) {
      throw new BadRequest(413, "a body may have %d bytes".formatted(MAX_BODY));
    }
    return length;
  }

  private static int number(String text, int radix) throws BadRequest {
    try {
      return Integer.parseUnsignedInt(text, radix);
    } catch (NumberFormatException e) {
      throw new BadRequest(400, "not a length");
    }
  }

  private String lineOrFail() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("the client closed within the headers");
    }
    return line;
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() <= MAX_LINE) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      if (next == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      line.append((char) next);
    }
    throw new BadRequest(431, "a header line is too long");
  }
}
