package io.quillmesh.agent.provider.answer;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes off a Markdown fence that a model puts around a whole text. A fence that is part of the
 * text, around code, stays; so does text after the fence.
 */
final class FenceFilter implements AnswerSink {
  private static final String FENCE = "```";
  private static final Set<String> WRAPPERS = Set.of("markdown", "md", "text", "txt", "plaintext");

  private final AnswerSink sink;
  private final StringBuilder held = new StringBuilder();
  private State state = State.BEGINNING;
  private boolean inCode;
  private boolean atLineStart = true;

  /** A newline that is not handed on yet: it belongs to the closing fence if that follows. */
  private boolean owesNewline;

  private enum State {
    BEGINNING,
    WRAPPED,
    PLAIN
  }

  FenceFilter(AnswerSink sink) {
    this.sink = sink;
  }

  @Override
  public void text(String piece) throws IOException {
    if (state == State.PLAIN) {
      sink.text(piece);
      return;
    }
    held.append(piece);
    read(false);
  }

  /** Nothing more comes. */
  void end() throws IOException {
    read(true);
  }

  @Override
  public void thought(String piece) throws IOException {
    sink.thought(piece);
  }

  @Override
  public void allWasThought() throws IOException {
    held.setLength(0);
    state = State.BEGINNING;
    inCode = false;
    atLineStart = true;
    owesNewline = false;
    sink.allWasThought();
  }

  @Override
  public void usage(TokenUsage usage) {
    sink.usage(usage);
  }

  private void read(boolean ended) throws IOException {
    if (state == State.BEGINNING) {
      begin(ended);
    }
    while (state == State.WRAPPED && !held.isEmpty() && line(ended)) {
      // One line at a time.
    }
    if (state == State.PLAIN && !held.isEmpty()) {
      write(held.toString());
      held.setLength(0);
    }
  }

  private void begin(boolean ended) {
    String seen = held.toString().stripLeading();
    if (!seen.startsWith(FENCE)) {
      if (ended || !FENCE.startsWith(seen)) {
        state = State.PLAIN;
      }
      return;
    }
    Boolean wraps = wraps(seen);
    if (wraps == null && !ended) {
      return;
    }
    if (Boolean.TRUE.equals(wraps)) {
      held.delete(0, held.indexOf("\n", held.indexOf(FENCE)) + 1);
      state = State.WRAPPED;
    } else {
      state = State.PLAIN;
    }
  }

  /** Whether the fence is around all that follows; null until that is known. */
  private static @Nullable Boolean wraps(String seen) {
    int line = seen.indexOf('\n');
    if (line < 0) {
      return null;
    }
    String language = seen.substring(FENCE.length(), line).strip().toLowerCase(Locale.ROOT);
    if (!language.isEmpty()) {
      return WRAPPERS.contains(language);
    }
    // Without a language it may be the text's own, around code; but code begins with no heading.
    String inside = seen.substring(line + 1).stripLeading();
    return inside.isEmpty() ? null : inside.startsWith("#");
  }

  /**
   * @return whether to read on
   */
  private boolean line(boolean ended) throws IOException {
    int newline = held.indexOf("\n");
    String line = newline < 0 ? held.toString() : held.substring(0, newline);
    boolean whole = newline >= 0 || ended;
    boolean mayBeFence =
        atLineStart && (line.startsWith(FENCE) || (!whole && FENCE.startsWith(line)));
    if (mayBeFence && !whole) {
      return false;
    }
    boolean isBare = mayBeFence && line.strip().equals(FENCE);
    if (isBare && !inCode) {
      Boolean closes = closes(newline, ended);
      if (closes == null) {
        return false;
      }
      if (closes) {
        held.delete(0, newline < 0 ? held.length() : newline + 1);
        state = State.PLAIN;
        owesNewline = !held.isEmpty();
        return false;
      }
    }
    if (mayBeFence) {
      inCode = !(isBare && inCode);
    }
    held.delete(0, newline < 0 ? held.length() : newline + 1);
    if (!line.isEmpty()) {
      write(line);
    }
    atLineStart = newline >= 0;
    if (newline >= 0) {
      if (owesNewline) {
        sink.text("\n");
      }
      owesNewline = true;
    }
    return true;
  }

  /**
   * Whether a fence without a language closes the one around the text: nothing follows it, or a
   * blank line does. Code begins in the next line.
   *
   * @return null until that is known
   */
  private @Nullable Boolean closes(int newline, boolean ended) {
    if (newline < 0 || ended) {
      return newline < 0 || held.substring(newline).isBlank() || held.charAt(newline + 1) == '\n';
    }
    if (held.length() == newline + 1) {
      return null;
    }
    char next = held.charAt(newline + 1);
    return next == '\r' || next == '\n';
  }

  private void write(String text) throws IOException {
    sink.text(owesNewline ? "\n" + text : text);
    owesNewline = false;
  }
}
