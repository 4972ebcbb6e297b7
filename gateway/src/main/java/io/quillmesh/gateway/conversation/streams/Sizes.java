package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.gateway.conversation.fold.Step;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What the broker would refuse is refused before anything is written: it would stop the thread, and
 * then the thread that comes in its place, and so on.
 */
final class Sizes {
  /** What the topics and the producer take. */
  static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;

  /** Leaves room for keys, headers and framing. */
  private static final int MAX_VALUE_BYTES = MAX_REQUEST_BYTES - 16 * 1024;

  private Sizes() {}

  static void check(Step step, List<Record<byte[], Outbound>> records) {
    step.writes()
        .forEach((key, value) -> {
          if (value != null) {
            check(key, value.length);
          }
        });
    records.forEach(record -> check(record.value().topic(), record.value().value().length));
  }

  private static void check(String where, int bytes) {
    if (bytes > MAX_VALUE_BYTES) {
      throw new UnfitRecordException(
          "TOO_LARGE",
          "it would write %d bytes to %s, and at most %d fit"
              .formatted(bytes, where, MAX_VALUE_BYTES));
    }
  }
}
