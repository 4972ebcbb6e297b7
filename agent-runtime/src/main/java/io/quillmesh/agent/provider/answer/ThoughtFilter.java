package io.quillmesh.agent.provider.answer;

import java.io.IOException;
import java.util.List;

/**
 * Separates the thoughts that a model writes into its text, in tags before the answer. The text
 * comes in pieces that are cut anywhere, so what may become a tag is held until that is known.
 * Nothing else is held, changed or lost.
 */
final class ThoughtFilter {
  private record Tag(String opening, String closing) {}

  private static final List<Tag> TAGS =
      List.of(
          new Tag("<think>", "</think>"),
          new Tag("<thinking>", "</thinking>"),
          new Tag("<thought>", "</thought>"),
          new Tag("<reasoning>", "</reasoning>"),
          new Tag("<seed:think>", "</seed:think>"),
          new Tag("[think]", "[/think]"),
          new Tag("◁think▷", "◁/think▷"));

  /** What ends a thought that nothing announced: some servers' templates begin it themselves. */
  private static final Tag UNANNOUNCED = TAGS.getFirst();

  private final AnswerSink sink;
  private final StringBuilder held = new StringBuilder();
  private State state;
  private Tag tag = UNANNOUNCED;
  private boolean mayBeUnannounced;

  private enum State {
    /** Nothing of the text was seen yet. */
    BEGINNING,
    /** Inside a thought. */
    THOUGHT,
    /** Inside a thought that nothing announced. If it never ends, it was the text. */
    ASSUMED_THOUGHT,
    /** In the text. */
    TEXT
  }

  /**
   * @param beginsInThought whether this model is known to begin thinking without saying so
   */
  ThoughtFilter(AnswerSink sink, boolean beginsInThought) {
    this.sink = sink;
    this.state = beginsInThought ? State.ASSUMED_THOUGHT : State.BEGINNING;
    this.mayBeUnannounced = !beginsInThought;
  }

  /** Takes more of what the model wrote. */
  void append(String piece) throws IOException {
    if (state == State.TEXT && held.isEmpty() && piece.indexOf('<') < 0) {
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

  private void read(boolean ended) throws IOException {
    boolean goesOn = true;
    while (goesOn && !held.isEmpty()) {
      goesOn =
          switch (state) {
            case BEGINNING -> begin(ended);
            case THOUGHT -> think(ended);
            case ASSUMED_THOUGHT -> assumeThought(ended);
            case TEXT -> write(ended);
          };
    }
  }

  /** Each of these says whether to read on with what is held. */
  private boolean begin(boolean ended) throws IOException {
    int start = 0;
    while (start < held.length() && isBlank(held.charAt(start))) {
      start++;
    }
    boolean mayBecomeTag = start == held.length();
    for (Tag each : TAGS) {
      if (isAt(start, each.opening())) {
        tag = each;
        mayBeUnannounced = false;
        held.delete(0, start + each.opening().length());
        state = State.THOUGHT;
        sink.thought("");
        return true;
      }
      mayBecomeTag |= partialAt(start, each.opening());
    }
    if (mayBecomeTag && !ended) {
      return false;
    }
    held.delete(0, blankLines(start));
    state = State.TEXT;
    return true;
  }

  /** Blank lines before a text are dropped; an indent of its first line is kept. */
  private int blankLines(int start) {
    int lines = 0;
    for (int at = 0; at < start; at++) {
      if (held.charAt(at) == '\n' || held.charAt(at) == '\uFEFF') {
        lines = at + 1;
      }
    }
    return lines;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\uFEFF';
  }

  private boolean think(boolean ended) throws IOException {
    int end = indexOf(tag.closing());
    if (end < 0) {
      thinkUpTo(ended ? held.length() : held.length() - partialAtEnd(tag.closing()));
      return false;
    }
    thinkUpTo(end);
    held.delete(0, tag.closing().length());
    state = State.BEGINNING;
    return true;
  }

  private boolean assumeThought(boolean ended) throws IOException {
    if (indexOf(UNANNOUNCED.closing()) >= 0) {
      return think(ended);
    }
    if (ended) {
      state = State.BEGINNING;
      return true;
    }
    sink.thought("");
    return false;
  }

  private void thinkUpTo(int end) throws IOException {
    if (end > 0) {
      sink.thought(held.substring(0, end));
      held.delete(0, end);
    }
  }

  private boolean write(boolean ended) throws IOException {
    int end = mayBeUnannounced ? indexOf(UNANNOUNCED.closing()) : -1;
    int after = end + UNANNOUNCED.closing().length();
    if (end >= 0 && after == held.length() && !ended) {
      return false;
    }
    // Inside a line the tag is part of the text.
    if (end >= 0 && (after == held.length() || isLineEnd(held.charAt(after)))) {
      mayBeUnannounced = false;
      sink.allWasThought();
      thinkUpTo(end);
      held.delete(0, after - end);
      state = State.BEGINNING;
      return true;
    }
    int undecided = ended || !mayBeUnannounced ? 0 : partialAtEnd(UNANNOUNCED.closing());
    String text = held.substring(0, held.length() - undecided);
    held.delete(0, text.length());
    if (!text.isEmpty()) {
      sink.text(text);
    }
    return false;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private int indexOf(String word) {
    for (int at = 0; at + word.length() <= held.length(); at++) {
      if (isAt(at, word)) {
        return at;
      }
    }
    return -1;
  }

  private boolean isAt(int at, String word) {
    return held.length() - at >= word.length() && matches(at, word, word.length());
  }

  private boolean partialAt(int at, String word) {
    int length = held.length() - at;
    return length < word.length() && matches(at, word, length);
  }

  /** How many characters at the end begin the word. */
  private int partialAtEnd(String word) {
    for (int length = Math.min(word.length() - 1, held.length()); length > 0; length--) {
      if (matches(held.length() - length, word, length)) {
        return length;
      }
    }
    return 0;
  }

  private boolean matches(int at, String word, int length) {
    for (int i = 0; i < length; i++) {
      if (Character.toLowerCase(held.charAt(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
