package io.quillmesh.gateway.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * Which version each part of a text was written in.
 *
 * @param spans in order, without gaps. The version of each contains its text in one piece, so where
 *     something was deleted two spans of one version touch
 */
public record Authorship(List<Span> spans) {

  /** A part of the text, in UTF-16 units; the end is excluded. */
  public record Span(int start, int end, int version) {}

  /** Of a text that was written in one go. */
  public static Authorship of(String text, int version) {
    return new Authorship(
        text.isEmpty() ? List.of() : List.of(new Span(0, text.length(), version)));
  }

  /**
   * Of the text that this one was changed into.
   *
   * @param text this text
   * @param changed the text after the change
   * @param version the version of the change
   */
  public Authorship changed(String text, String changed, int version, Budget budget) {
    if (text.equals(changed)) {
      return this;
    }
    Spans result = new Spans();
    int index = 0;
    for (Match match : TextDiff.kept(text, changed, budget)) {
      result.until(match.to(), version);
      while (spans.get(index).end() <= match.from()) {
        index++;
      }
      int shift = match.to() - match.from();
      for (int i = index; i < spans.size() && spans.get(i).start() < match.fromEnd(); i++) {
        Span span = spans.get(i);
        result.until(Math.min(span.end(), match.fromEnd()) + shift, span.version());
      }
    }
    result.until(changed.length(), version);
    return new Authorship(List.copyOf(result.all));
  }

  /** Puts spans one after the other. */
  private static final class Spans {
    private final List<Span> all = new ArrayList<>();

    void until(int end, int version) {
      int start = all.isEmpty() ? 0 : all.getLast().end();
      if (end > start) {
        all.add(new Span(start, end, version));
      }
    }
  }
}
