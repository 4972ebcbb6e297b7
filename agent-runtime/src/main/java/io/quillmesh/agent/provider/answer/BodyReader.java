package io.quillmesh.agent.provider.answer;

import io.quillmesh.agent.provider.answer.ProviderException.Problem;
import java.io.IOException;
import java.util.List;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;

/**
 * Reads the body of an answer line by line: server-sent events (the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML standard's</a>), or
 * one JSON document, whatever was asked for and whatever its content type says.
 */
public final class BodyReader {
  private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\n\r");
  private static final List<String> FIELDS = List.of("data", "event", "id", "retry");
  private static final int LONGEST_LINE = 4 << 20;
  private static final int LONGEST_BODY = 16 << 20;
  private static final int LOGGED = 80;

  private final BufferedSource source;
  private final ChatReader chat;
  private final Waits waits;
  private final String contentType;
  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private boolean isSniffed;

  /** Whether the last line ended in a carriage return, which a newline may complete. */
  private boolean endedInReturn;

  /** What happens around reads that had to wait. */
  public interface Waits {
    /** More bytes came, of whatever kind. */
    void came();

    /** All that came is read, and the next read may have to wait. */
    void beforeWait() throws IOException;
  }

  public BodyReader(BufferedSource source, String contentType, ChatReader chat, Waits waits) {
    this.source = source;
    this.contentType = contentType;
    this.chat = chat;
    this.waits = waits;
  }

  /**
   * Reads to the end of the answer, which may be before that of the body.
   *
   * @throws ProviderException if it is no answer, or reports an error
   */
  public void read() throws IOException {
    Buffer buffer = source.getBuffer();
    while (!chat.isDone()) {
      long end = buffer.indexOfElement(LINE_ENDS);
      if (end >= 0) {
        String line = buffer.readUtf8(end);
        boolean isSecondHalf = end == 0 && endedInReturn && buffer.getByte(0) == '\n';
        endedInReturn = buffer.readByte() == '\r';
        if (!isSecondHalf) {
          line(line);
        }
        continue;
      }
      if (buffer.size() > LONGEST_LINE) {
        throw senseless("a line of more than " + LONGEST_LINE + " bytes");
      }
      waits.beforeWait();
      if (!source.request(buffer.size() + 1)) {
        line(buffer.readUtf8());
        endOfEvent();
        if (!isSniffed) {
          throw senseless("nothing");
        }
        return;
      }
      waits.came();
    }
  }

  private void line(String line) throws IOException {
    if (!isSniffed) {
      sniff(line);
      return;
    }
    event(line);
  }

  /** The first line that is not blank tells what the body is. */
  private void sniff(String line) throws IOException {
    String first = line.startsWith("\uFEFF") ? line.substring(1) : line;
    if (first.isBlank()) {
      return;
    }
    isSniffed = true;
    char begin = first.strip().charAt(0);
    if (begin == '{' || begin == '[') {
      if (source.request(LONGEST_BODY)) {
        throw senseless("a body of more than " + LONGEST_BODY + " bytes");
      }
      chat.whole(first + "\n" + source.readUtf8());
    } else if (begin == ':' || FIELDS.stream().anyMatch(field -> first.startsWith(field + ":"))) {
      event(first);
    } else {
      throw senseless(firstBytes(first));
    }
  }

  private void event(String line) throws IOException {
    if (line.isEmpty()) {
      endOfEvent();
    } else if (line.startsWith("event:")) {
      type = line.substring("event:".length()).strip();
    } else if (line.startsWith("data:")) {
      data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
      // At once: some providers do not send the blank line that ends an event.
      if (chat.event(type, data.toString())) {
        data.setLength(0);
      }
    }
  }

  private void endOfEvent() throws IOException {
    type = "";
    if (!data.isEmpty()) {
      throw senseless("an event that is no JSON");
    }
  }

  private ProviderException senseless(String what) {
    return new ProviderException(new Problem.Senseless("HTTP 200, " + contentType + ", " + what));
  }

  private static String firstBytes(String line) {
    String text = line.strip().replaceAll("\\p{Cntrl}+", " ");
    return text.length() <= LOGGED ? '"' + text + '"' : '"' + text.substring(0, LOGGED) + "…\"";
  }
}
