package io.quillmesh.tuning.tokenizer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The tokenizer of BERT, for models that do not tell capitals from small letters. */
public final class WordPiece {
  private WordPiece() {}

  /** Reads a {@code tokenizer.json}. */
  public static WordPiece read(Path tokenizerJson) {
    throw new UnsupportedOperationException("Not yet: " + tokenizerJson);
  }

  /** At most so many tokens; the longer segment is cut first. */
  public Tokens encode(String first, @Nullable String second, int most) {
    throw new UnsupportedOperationException("Not yet");
  }
}
