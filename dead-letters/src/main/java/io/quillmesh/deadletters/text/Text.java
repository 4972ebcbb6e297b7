package io.quillmesh.deadletters.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Text for terminals. A letter may hold any bytes, and must not disturb the terminal or its reader.
 */
public final class Text {
  private static final int BYTES_A_LINE = 16;

  private Text() {}

  /** The text without characters that a terminal would take as a command. */
  public static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .map(each ->
            switch (Character.getType(each)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR,
                  Character.SURROGATE,
                  Character.UNASSIGNED ->
                  '\uFFFD';
              default -> each;
            })
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** The bytes as text if they are text, otherwise in hexadecimal digits. */
  public static String of(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "-";
    }
    try {
      return printable(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
  }

  /** The text, cut to this length including an ellipsis. */
  public static String shorten(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  /** A duration in the largest unit that fits. */
  public static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d ago";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h ago";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + " min ago" : age.toSeconds() + " s ago";
  }

  /** The first bytes, sixteen in each line: the offset, hexadecimal digits, and ASCII. */
  public static String hexDump(byte[] bytes, int most) {
    StringBuilder dump = new StringBuilder();
    int end = Math.min(bytes.length, most);
    for (int start = 0; start < end; start += BYTES_A_LINE) {
      dump.append("%06x ".formatted(start));
      StringBuilder ascii = new StringBuilder();
      for (int at = start; at < start + BYTES_A_LINE; at++) {
        dump.append(at < end ? " %02x".formatted(bytes[at]) : "   ");
        if (at < end) {
          ascii.append(bytes[at] >= ' ' && bytes[at] < 0x7f ? (char) bytes[at] : '.');
        }
      }
      dump.append("  ").append(ascii).append('\n');
    }
    if (end < bytes.length) {
      dump.append("… and ").append(bytes.length - end).append(" bytes more\n");
    }
    return dump.toString();
  }
}
