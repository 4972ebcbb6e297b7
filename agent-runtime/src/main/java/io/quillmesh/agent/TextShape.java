package io.quillmesh.agent;

/**
 * What becomes of a text that a model writes, while it writes it. What comes out is what people see
 * and what is kept, so the two never differ.
 */
@FunctionalInterface
public interface TextShape {
  /** Leaves a text as it is. */
  TextShape NONE =
      () ->
          new Shaper() {
            @Override
            public String append(String piece) {
              return piece;
            }

            @Override
            public String end() {
              return "";
            }
          };

  /** A shaper for one text; a model that is asked again writes another. */
  Shaper begin();

  /** Takes one text in pieces. */
  interface Shaper {
    /** Takes more of the model's text, and returns what can be shown of it; perhaps nothing yet. */
    String append(String piece);

    /** The model has written all: returns the rest. */
    String end();
  }
}
