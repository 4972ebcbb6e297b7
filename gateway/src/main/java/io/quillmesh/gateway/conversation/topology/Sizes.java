package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.schemas.Budgets;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what the broker would refuse, before anything is written. Otherwise it would stop the
 * thread, then the thread that replaces it, and so on.
 */
final class Sizes {
  /** Leaves room for keys, headers and the batch. */
  private static final int MAX_VALUE_BYTES = Budgets.RECORD - 16 * 1024;

  private Sizes() {}

  static void check(Effects effects, List<Record<byte[], Outbound>> records) {
    effects.writes().forEach(Sizes::check);
    records.forEach(record -> check(record.value().topic(), record.value().value()));
  }

  /** Whether the broker takes it, with a key and headers. */
  static boolean fits(byte @Nullable [] value) {
    return value == null || value.length <= MAX_VALUE_BYTES;
  }

  private static void check(String where, byte @Nullable [] value) {
    if (value != null && !fits(value)) {
      throw new UnfitRecordException(
          "TOO_LARGE",
          "it would write %d bytes to %s, and at most %d fit"
              .formatted(value.length, where, MAX_VALUE_BYTES));
    }
  }
}
