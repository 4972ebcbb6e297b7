package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.encoder.layer.Sight;
import io.quillmesh.tuning.encoder.layer.Spans;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Some messages that run through all layers together: their tokens are rows without gaps, each
 * message's behind the soft tokens of v1.
 */
final class Chunk {
  /**
   * How many rows a chunk has at most, more or less. The more, the more often packed weights are
   * used.
   */
  private static final int MOST = 256;

  /** Fewer rows than these stay together. */
  private static final int FEWEST = 64;

  private final int first;
  private final List<Tokens> messages;
  private final Prompt prompt;
  private final EncoderShape shape;
  private final Spans keys;
  private final Spans wanted;
  private final int[] wantedRows;

  Chunk(int first, List<Tokens> messages, Prompt prompt, EncoderShape shape, Pooling pooling) {
    this.first = first;
    this.messages = messages;
    this.prompt = prompt;
    this.shape = shape;
    keys = Spans.of(messages.stream().mapToInt(m -> softRows() + m.length()).toArray());
    wanted =
        Spans.of(
            messages.stream().mapToInt(m -> pooling == Pooling.CLS ? 1 : m.length()).toArray());
    wantedRows = new int[wanted.total()];
    for (int i = 0; i < messages.size(); i++) {
      for (int j = 0; j < wanted.count(i); j++) {
        wantedRows[wanted.start(i) + j] = keys.start(i) + softRows() + j;
      }
    }
  }

  /** Cuts a batch in a way that depends on nothing but the batch. */
  static List<Chunk> of(List<Tokens> batch, Prompt prompt, EncoderShape shape, Pooling pooling) {
    int soft = prompt.input() == null ? 0 : prompt.length();
    int total = batch.stream().mapToInt(tokens -> soft + tokens.length()).sum();
    // An even number of about the same size, because most machines have an even number of cores.
    int count = total < FEWEST ? 1 : 2 * ((total + 2 * MOST - 1) / (2 * MOST));
    var chunks = new ArrayList<Chunk>();
    for (int from = 0, to = 0, rows = 0; to < batch.size(); ) {
      rows += soft + batch.get(to++).length();
      if ((long) rows * count >= (long) total * (chunks.size() + 1) || to == batch.size()) {
        chunks.add(new Chunk(from, batch.subList(from, to), prompt, shape, pooling));
        from = to;
      }
    }
    return chunks;
  }

  int first() {
    return first;
  }

  List<Tokens> messages() {
    return messages;
  }

  Prompt prompt() {
    return prompt;
  }

  int softRows() {
    return prompt.input() == null ? 0 : prompt.length();
  }

  Spans keys() {
    return keys;
  }

  /** The rows that pooling needs. */
  Spans wanted() {
    return wanted;
  }

  Sight sight(int layer) {
    boolean last = layer == shape.layers() - 1 && wanted.total() < keys.total();
    int length = prompt.prefixes() == null ? 0 : prompt.length();
    return new Sight(
        keys,
        last ? wanted : keys,
        last ? wantedRows : null,
        prompt.prefixes(),
        layer * 2 * length * shape.width(),
        length);
  }
}
