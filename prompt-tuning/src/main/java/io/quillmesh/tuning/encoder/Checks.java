package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.tokenizer.Tokens;
import org.jspecify.annotations.Nullable;

/** Whether an encoder can read what it is given. */
final class Checks {
  private Checks() {}

  static void check(EncoderShape shape, Prompt prompt) {
    check(prompt.input(), prompt.length() * shape.width(), "input");
    check(prompt.prefixes(), shape.layers() * 2 * prompt.length() * shape.width(), "prefixes");
  }

  private static void check(float @Nullable [] values, int expected, String name) {
    if (values != null && values.length != expected) {
      throw new IllegalArgumentException(
          "The %s of the prompt are %d numbers, and this encoder needs %d"
              .formatted(name, values.length, expected));
    }
  }

  static void check(EncoderShape shape, Tokens tokens) {
    if (tokens.length() == 0 || tokens.length() > shape.positions()) {
      throw new IllegalArgumentException(
          "This encoder reads 1 to %d tokens, not %d"
              .formatted(shape.positions(), tokens.length()));
    }
    for (int i = 0; i < tokens.length(); i++) {
      int id = tokens.ids()[i];
      int type = tokens.types()[i];
      if (id < 0 || id >= shape.vocabulary() || type < 0 || type >= shape.types()) {
        throw new IllegalArgumentException(
            "The token %d of segment %d is not of this encoder's %d and %d"
                .formatted(id, type, shape.vocabulary(), shape.types()));
      }
    }
  }
}
