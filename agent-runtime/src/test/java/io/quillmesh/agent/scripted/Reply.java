package io.quillmesh.agent.scripted;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request and the ways to answer it. */
public final class Reply {
  /** Escapes, so that half a surrogate pair can be in one piece and half in the next. */
  private static final JsonMapper JSON =
      JsonMapper.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .build();

  private final JsonNode request;
  private final InputStream in;
  private final OutputStream out;
  private final StringBuilder whole = new StringBuilder();
  private String finishReason = "";

  Reply(JsonNode request, InputStream in, OutputStream out) {
    this.request = request;
    this.in = in;
    this.out = out;
  }

  /** The request's body. */
  public JsonNode request() {
    return request;
  }

  /** The data document. */
  public JsonNode data() {
    return JSON.readTree(request.at("/messages/1/content").asString());
  }

  /** An answer without a stream. */
  public void status(int status, String header) throws IOException {
    respond(
        status,
        "application/json",
        header,
        "{\"error\":{\"message\":\"as the test wants it\",\"code\":\"scripted\"}}");
  }

  /**
   * Any answer in one piece.
   *
   * @param headers more of them, each with its line end
   */
  public void respond(int status, String contentType, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write(
        "HTTP/1.1 "
            + status
            + " Scripted\r\nContent-Type: "
            + contentType
            + "\r\nConnection: close\r\n"
            + headers
            + "Content-Length: "
            + bytes.length
            + "\r\n\r\n");
    out.write(bytes);
    out.flush();
  }

  /** Begins a stream, whatever the request wants. */
  public void beginStream(String contentType) throws IOException {
    write(
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + contentType
            + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  /** Any bytes of a stream, in one packet. */
  public void bytes(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    write("\r\n");
  }

  /** One byte of a stream, in a packet of its own. */
  public void oneByte(byte value) throws IOException {
    out.write(new byte[] {'1', '\r', '\n', value, '\r', '\n'});
    out.flush();
  }

  /** The end of the stream, without a mark. */
  public void endStream() throws IOException {
    write("0\r\n\r\n");
  }

  /**
   * Begins an answer. If the request wants it whole, it goes out with {@link #done}, however it is
   * put together.
   */
  public void begin() throws IOException {
    if (!isStreamed()) {
      return;
    }
    beginStream("text/event-stream");
  }

  /** A piece of text. */
  public void piece(String text) throws IOException {
    whole.append(text);
    event(
        """
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
        "choices":[{"index":0,"delta":{"role":"assistant","content":%s},"finish_reason":null}]}\
        """
            .formatted(JSON.writeValueAsString(text)));
  }

  /** The model has said all. */
  public void finish(String reason) throws IOException {
    finishReason = reason;
    event(
        """
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
        "choices":[{"index":0,"delta":{},"finish_reason":"%s"}]}\
        """
            .formatted(reason));
    event(
        """
        {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],\
        "usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110,"prompt_tokens_details":{"cached_tokens":60}}}\
        """);
  }

  /** The end of the answer, in good order. */
  public void done() throws IOException {
    if (isStreamed()) {
      event("[DONE]");
      endStream();
    } else {
      sendWhole();
    }
  }

  private void sendWhole() throws IOException {
    respond(
        200,
        "application/json",
        "",
        """
        {"id":"c","object":"chat.completion","created":1,"model":"m",\
        "choices":[{"index":0,"message":{"role":"assistant","content":%s},"finish_reason":"%s"}],\
        "usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110,"prompt_tokens_details":{"cached_tokens":60}}}\
        """
            .formatted(JSON.writeValueAsString(whole.toString()), finishReason));
  }

  /** Whether the request wants a stream. */
  public boolean isStreamed() {
    return request.path("stream").asBoolean(false);
  }

  /** Any line of a stream; nothing if the answer comes whole. */
  public void event(String data) throws IOException {
    if (!isStreamed()) {
      return;
    }
    bytes("data: " + data + "\n\n");
  }

  /** Says nothing more and returns when the client hangs up. */
  public void awaitHangUp() throws IOException {
    while (in.read() >= 0) {
      // A client has nothing more to say.
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
