package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.weights.BertFile;
import io.quillmesh.tuning.weights.WeightsException;

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

  /** That of the encoder in a file. */
  static EncoderShape of(BertFile file) {
    int[] words = file.size(Layout.name(Layout.WORDS));
    int width = words[1];
    int layers = 0;
    while (file.has(Layout.name(Layout.layer(layers)))) {
      layers++;
    }
    int head = file.headWidth();
    if (layers == 0 || head < 1 || width % head != 0 || !file.hasErf()) {
      throw new WeightsException(
          "%s is no BERT encoder that can be read here: %d layers, width %d, heads of %d, exact GELU: %s"
              .formatted(file.path(), layers, width, head, file.hasErf()));
    }
    return new EncoderShape(
        words[0],
        file.size(Layout.name(Layout.POSITIONS))[0],
        file.size(Layout.name(Layout.TYPES))[0],
        width,
        layers,
        width / head,
        file.size(Layout.name(Layout.layer(0) + 10))[1],
        file.epsilon());
  }

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
