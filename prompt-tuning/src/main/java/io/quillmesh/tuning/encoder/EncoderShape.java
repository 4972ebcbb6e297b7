package io.quillmesh.tuning.encoder;

/** The sizes of an encoder. */
public record EncoderShape(
    int vocabulary,
    int positions,
    int types,
    int width,
    int layers,
    int heads,
    int inner,
    float epsilon) {

  /** How wide the part of one head is. */
  public int headWidth() {
    return width / heads;
  }

  /** How many parameters it has. */
  public long parameters() {
    long layer = 4L * width * width + 4L * width + 2L * width * inner + inner + width + 4L * width;
    return (long) (vocabulary + positions + types) * width + 2L * width + layers * layer;
  }
}
