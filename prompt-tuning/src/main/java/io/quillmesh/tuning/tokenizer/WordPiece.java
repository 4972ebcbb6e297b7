package io.quillmesh.tuning.tokenizer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of BERT, for models that do not tell capitals from small letters: text is always
 * made lower case, also where the shipped tokenizer leaves that to the caller. Marks such as {@code
 * [SEP]} that stand in a text are text.
 */
public final class WordPiece {
  private static final String CONTINUED = "##";
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final BasicText basic;
  private final int unknown;
  private final int start;
  private final int separator;

  WordPiece(Map<String, Integer> vocabulary, boolean stripAccents) {
    this.vocabulary = vocabulary;
    basic = new BasicText(stripAccents);
    unknown = mark("[UNK]");
    start = mark("[CLS]");
    separator = mark("[SEP]");
  }

  private int mark(String name) {
    Integer id = vocabulary.get(name);
    if (id == null) {
      throw new IllegalArgumentException(
          "The vocabulary of a BERT tokenizer has " + name + ", and this one has not");
    }
    return id;
  }

  /** Reads a {@code tokenizer.json}; refuses one that is not of BERT's kind. */
  public static WordPiece read(Path tokenizerJson) {
    return TokenizerJson.read(tokenizerJson);
  }

  /** At most so many tokens; the longer segment is cut first. */
  public Tokens encode(String first, @Nullable String second, int most) {
    List<Integer> one = pieces(first);
    List<Integer> two = second == null ? List.of() : pieces(second);
    int marks = second == null ? 2 : 3;
    if (most < marks) {
      throw new IllegalArgumentException(
          marks + " tokens are marks, so at most " + most + " is too few");
    }
    int[] kept = Truncation.keep(one.size(), two.size(), most - marks);
    var ids = new int[marks + kept[0] + kept[1]];
    var types = new int[ids.length];
    ids[0] = start;
    int end = copy(one, kept[0], ids, 1);
    if (second != null) {
      int from = end;
      end = copy(two, kept[1], ids, end);
      Arrays.fill(types, from, end, 1);
    }
    return new Tokens(ids, types);
  }

  private int copy(List<Integer> pieces, int count, int[] ids, int from) {
    for (int i = 0; i < count; i++) {
      ids[from + i] = pieces.get(i);
    }
    ids[from + count] = separator;
    return from + count + 1;
  }

  private List<Integer> pieces(String text) {
    var pieces = new ArrayList<Integer>();
    for (String word : basic.words(text)) {
      addPieces(word, pieces);
    }
    return pieces;
  }

  // The longest beginning that is in the vocabulary, then the longest of the rest, and so on.
  private void addPieces(String word, List<Integer> pieces) {
    int before = pieces.size();
    boolean whole = word.codePointCount(0, word.length()) <= LONGEST_WORD;
    for (int from = 0; whole && from < word.length(); ) {
      int to = word.length();
      Integer id = null;
      while (to > from && (id = vocabulary.get(piece(word, from, to))) == null) {
        to = word.offsetByCodePoints(to, -1);
      }
      whole = id != null;
      if (id != null) {
        pieces.add(id);
        from = to;
      }
    }
    if (!whole) {
      pieces.subList(before, pieces.size()).clear();
      pieces.add(unknown);
    }
  }

  private static String piece(String word, int from, int to) {
    return from == 0 ? word.substring(0, to) : CONTINUED + word.substring(from, to);
  }
}
