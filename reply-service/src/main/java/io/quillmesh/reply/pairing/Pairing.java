package io.quillmesh.reply.pairing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.agent.wire.DeadLetters;
import io.quillmesh.schemas.DeadLetterHeaders;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.ReplayHeaders;
import io.quillmesh.schemas.ReplyRequested;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the first half of a turn until the other comes, in whatever order.
 *
 * <pre>
 *   unknown ── first half ──▶ waiting ── other half / emit ──▶ done
 *                             waiting ── same side again ────▶ waiting   (the first one counts)
 *                                        done ── anything ───▶ done      (a repeat, a late failure)
 *   waiting, done ── older than the memory ──▶ unknown
 * </pre>
 */
final class Pairing {
  private static final Logger log = LoggerFactory.getLogger(Pairing.class);

  /** What a topic takes, less some room for a key and headers. */
  private static final int MAX_BYTES = 2 * 1024 * 1024 - 16 * 1024;

  private final ProcessorContext<byte[], byte[]> context;
  private final KeyValueStore<String, byte[]> waiting;
  private final KeyValueStore<String, Long> seen;
  private final PatientCodec codec;
  private final Duration memory;
  private final MeterRegistry meters;

  Pairing(
      ProcessorContext<byte[], byte[]> context,
      PatientCodec codec,
      Duration memory,
      MeterRegistry meters) {
    this.context = context;
    this.waiting = context.getStateStore(PairingTopology.WAITING);
    this.seen = context.getStateStore(PairingTopology.SEEN);
    this.codec = codec;
    this.memory = memory;
    this.meters = meters;
  }

  /** Takes one record of one of the topics that are read. */
  void take(Record<byte[], byte[]> record) {
    if (ReplayHeaders.areForAnother(record.headers(), Groups.REPLY_PAIRING)) {
      return;
    }
    RecordMetadata source = context.recordMetadata().orElseThrow();
    Topic<?> topic = PairingTopology.topic(source.topic());
    Optional<Half> half;
    try {
      half = Half.of(codec.decode(topic, record.value()));
    } catch (UndecodableException e) {
      putAside(record, source, e.reason().name(), String.valueOf(e.getMessage()));
      return;
    }
    half.ifPresent(known -> take(known, record, source));
  }

  private void take(Half half, Record<byte[], byte[]> record, RecordMetadata source) {
    if (half.isOfNoTurn()) {
      putAside(record, source, "INCOMPLETE", "the turn has no id, or no conversation");
      return;
    }
    byte[] first = waiting.get(half.key());
    if (first == null) {
      if (seen.putIfAbsent(half.key(), context.currentSystemTimeMs()) == null) {
        waiting.put(half.key(), codec.encode(Topics.REPLY_REQUESTS, half.known()));
      }
      return;
    }
    Half other = Half.stored(codec.decode(Topics.REPLY_REQUESTS, first));
    if (other.side() != half.side()) {
      emit(half.with(other, now()), record, source);
      waiting.delete(half.key());
    }
  }

  /** Forgets turns that are long done, and halves whose other half never came. */
  void forgetOld() {
    long before = now().minus(memory).toEpochMilli();
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, Long> all = seen.all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> turn = all.next();
        if (turn.value < before) {
          old.add(turn.key);
        }
      }
    }
    for (String key : old) {
      seen.delete(key);
      if (waiting.delete(key) != null) {
        // A cancelled turn, or one that the gateway has ended by its deadline.
        log.atInfo().addKeyValue("turn", key).log("The other half never came");
      }
    }
  }

  /** Keeps the record's headers: the trace goes on. What follows from a replay is no replay. */
  private void emit(ReplyRequested pair, Record<byte[], byte[]> record, RecordMetadata source) {
    byte[] value = codec.encode(Topics.REPLY_REQUESTS, pair);
    if (value.length > MAX_BYTES) {
      putAside(record, source, "TOO_LARGE", "its pair would have " + value.length + " bytes");
      return;
    }
    byte[] key = pair.getTurn().getConversationId().getBytes(StandardCharsets.UTF_8);
    context.forward(
        record
            .withKey(key)
            .withValue(value)
            .withHeaders(ReplayHeaders.without(record.headers()))
            .withTimestamp(context.currentSystemTimeMs()),
        PairingTopology.REQUESTS);
  }

  private void putAside(
      Record<byte[], byte[]> record, RecordMetadata source, String reason, String message) {
    log.atError()
        .addKeyValue("topic", source.topic())
        .addKeyValue("partition", source.partition())
        .addKeyValue("offset", source.offset())
        .addKeyValue("reason", reason)
        .log("A record was put aside");
    Record<byte[], byte[]> letter = DeadLetter.of(record, source, reason, message, now());
    if (letter.value() != null && letter.value().length > MAX_BYTES) {
      // It leaves no room for the headers: sent, it would fail for ever. It is still at its source.
      DeadLetterHeaders.omitValue(letter.headers());
      letter = letter.withValue(null);
    }
    context.forward(letter, PairingTopology.DEAD_LETTERS);
    DeadLetters.count(meters, Groups.REPLY_PAIRING, source.topic(), reason);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
