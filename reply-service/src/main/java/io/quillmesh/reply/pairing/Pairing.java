package io.quillmesh.reply.pairing;

import io.quillmesh.schemas.EventCodec;
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

  private final ProcessorContext<byte[], byte[]> context;
  private final KeyValueStore<String, byte[]> waiting;
  private final KeyValueStore<String, Long> seen;
  private final EventCodec codec;
  private final RegistryPatience patience;
  private final Duration memory;

  Pairing(
      ProcessorContext<byte[], byte[]> context,
      EventCodec codec,
      RegistryPatience patience,
      Duration memory) {
    this.context = context;
    this.waiting = context.getStateStore(PairingTopology.WAITING);
    this.seen = context.getStateStore(PairingTopology.SEEN);
    this.codec = codec;
    this.patience = patience;
    this.memory = memory;
  }

  /** Takes one record of one of the topics that are read. */
  void take(Record<byte[], byte[]> record) {
    RecordMetadata source = context.recordMetadata().orElseThrow();
    Topic<?> topic = PairingTopology.topic(source.topic());
    Optional<Half> half;
    try {
      half = Half.of(patience.insist(() -> codec.decode(topic, record.value())));
    } catch (UndecodableException e) {
      log.atWarn()
          .addKeyValue("topic", source.topic())
          .addKeyValue("partition", source.partition())
          .addKeyValue("offset", source.offset())
          .addKeyValue("reason", e.reason())
          .log("A record can't be decoded and goes to the dead-letter topic");
      context.forward(DeadLetter.of(record, source, e, now()), PairingTopology.DEAD_LETTERS);
      return;
    }
    half.ifPresent(known -> take(known, record));
  }

  private void take(Half half, Record<byte[], byte[]> record) {
    byte[] first = waiting.get(half.key());
    if (first != null) {
      Half other = Half.stored(decode(first));
      if (other.side() != half.side()) {
        emit(half.with(other, now()), record);
        waiting.delete(half.key());
      }
    } else if (seen.get(half.key()) == null) {
      seen.put(half.key(), context.currentSystemTimeMs());
      waiting.put(half.key(), encode(half.known()));
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

  /** Keeps the record's headers: the trace goes on. */
  private void emit(ReplyRequested pair, Record<byte[], byte[]> record) {
    byte[] key = pair.getTurn().getConversationId().getBytes(StandardCharsets.UTF_8);
    context.forward(
        record.withKey(key).withValue(encode(pair)).withTimestamp(context.currentSystemTimeMs()),
        PairingTopology.REQUESTS);
  }

  private byte[] encode(ReplyRequested request) {
    return patience.insist(() -> codec.encode(Topics.REPLY_REQUESTS, request));
  }

  private ReplyRequested decode(byte[] bytes) {
    return patience.insist(() -> codec.decode(Topics.REPLY_REQUESTS, bytes));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
