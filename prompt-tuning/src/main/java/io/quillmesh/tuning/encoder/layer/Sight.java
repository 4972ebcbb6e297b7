package io.quillmesh.tuning.encoder.layer;

import org.jspecify.annotations.Nullable;

/**
 * What a layer looks at, and which results are wanted.
 *
 * @param keys the rows of each message
 * @param queries the rows whose results are wanted; fewer in the last layer
 * @param rows where the wanted rows are among those of the messages; null if they are all
 * @param prefixes soft keys and values of all layers, or null
 * @param prefix where this layer's keys begin there; its values follow
 * @param length how many soft keys there are
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record Sight(
    Spans keys,
    Spans queries,
    int @Nullable [] rows,
    float @Nullable [] prefixes,
    int prefix,
    int length) {

  /** How many keys the queries of a message see. */
  int seen(int message) {
    return length + keys.count(message);
  }
}
