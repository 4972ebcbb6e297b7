package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.effects.Outgoing;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.gateway.conversation.fold.Fold;
import io.quillmesh.gateway.conversation.fold.Input;
import io.quillmesh.gateway.conversation.state.StateView;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.UndecodableException;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects the fold of one partition to its store and topics. A record that can't be folded goes to
 * its dead-letter topic and does not stop others. An error of the broker, the store or the registry
 * is thrown, and the record is read again.
 */
final class ConversationProcessor implements Processor<byte[], byte[], byte[], Outbound> {
  private static final Logger log = LoggerFactory.getLogger(ConversationProcessor.class);

  private final TaskResources shared;
  private @Nullable Task task;
  private @Nullable Cancellable clock;

  ConversationProcessor(TaskResources shared) {
    this.shared = shared;
  }

  /** What exists between a task's beginning and its end. */
  private record Task(
      ProcessorContext<byte[], Outbound> context,
      int partition,
      ConversationStore store,
      StateView view,
      Fold fold,
      WakeUps wakeUps) {}

  @Override
  public void init(ProcessorContext<byte[], Outbound> context) {
    KeyValueStore<String, byte[]> kept = context.getStateStore(ConversationTopology.STORE);
    ConversationStore store = new ConversationStore(kept);
    // A task that was suspended and comes back gets a new epoch.
    String epoch = shared.epochs().get();
    Fold fold = new Fold(shared.settings(), epoch);
    WakeUps wakeUps = new WakeUps();
    store.runningTurns().forEach(id -> wakeUps.put(id, fold.deadline(store, id)));
    // Kept, because the same object must close what it has opened.
    StateView view = store::get;
    Task begun = new Task(context, context.taskId().partition(), store, view, fold, wakeUps);
    task = begun;
    windClock(begun);
    shared.partitions().open(begun.partition(), view);
    log.atInfo()
        .addKeyValue("partition", begun.partition())
        .addKeyValue("epoch", epoch)
        .log("Conversations are here");
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (ReplayHeaders.areForAnother(record.headers(), Groups.GATEWAY)) {
      return;
    }
    Task here = begun();
    String topic = DeadLetter.origin(here.context()).topic();
    try {
      Input input =
          shared.registryRetry().call(() -> Inputs.decode(shared.codec(), topic, record.value()));
      checkKey(record, input);
      fold(here, input);
    } catch (UndecodableException e) {
      bury(here, record, e.reason().name(), e);
    } catch (KafkaException | RegistryUnavailableException e) {
      throw e;
    } catch (UnfitRecordException e) {
      bury(here, record, e.reason(), e);
    } catch (RuntimeException e) {
      // A defect of ours must not stop the mesh for one record.
      log.atError().setCause(e).log("The fold failed");
      bury(here, record, "FOLD_FAILED", e);
    }
  }

  private static void checkKey(Record<byte[], byte[]> record, Input input) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (!key.equals(input.conversationId())) {
      throw new UnfitRecordException("KEY", "the key is not the conversation's id");
    }
  }

  /**
   * Runs the clock only while a turn has a deadline: a timer makes Streams commit, and each commit
   * is a transaction over all partitions.
   */
  private void windClock(Task here) {
    if (here.wakeUps().isEmpty()) {
      stopClock();
    } else if (clock == null) {
      clock =
          here.context()
              .schedule(
                  shared.clockInterval(),
                  PunctuationType.WALL_CLOCK_TIME,
                  _ -> checkDeadlines(here));
    }
  }

  private void stopClock() {
    if (clock != null) {
      clock.cancel();
      clock = null;
    }
  }

  private void checkDeadlines(Task here) {
    for (String id : here.wakeUps().due(shared.clock().instant())) {
      try {
        fold(here, new Input.Clock(id));
      } catch (KafkaException | RegistryUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        // It is not tried again and again: the next event of the conversation sets its clock again.
        here.wakeUps().remove(id);
        windClock(here);
        log.atError().addKeyValue("conversation", id).setCause(e).log("Its deadline was not kept");
      }
    }
  }

  private void fold(Task here, Input input) {
    Instant now = shared.clock().instant();
    Effects effects = here.fold().apply(here.view(), input, now);
    List<Record<byte[], Outbound>> records = encode(effects, now.toEpochMilli());
    Sizes.check(effects, records);
    shared
        .locks()
        .writing(
            effects.conversationId(),
            () -> {
              here.store().apply(effects);
              shared.audience().show(effects);
            });
    here.wakeUps().apply(effects);
    windClock(here);
    records.forEach(here.context()::forward);
  }

  private List<Record<byte[], Outbound>> encode(Effects effects, long timestamp) {
    List<Record<byte[], Outbound>> records = new ArrayList<>(effects.records().size());
    for (Outgoing<?> outgoing : effects.records()) {
      byte[] value = shared.registryRetry().call(() -> encode(outgoing));
      records.add(
          new Record<>(
              outgoing.key().getBytes(StandardCharsets.UTF_8),
              new Outbound(outgoing.topic().name(), value),
              timestamp));
    }
    return records;
  }

  private <T extends SpecificRecord> byte[] encode(Outgoing<T> outgoing) {
    return shared.codec().encode(outgoing.topic(), outgoing.event());
  }

  private void bury(Task here, Record<byte[], byte[]> record, String reason, RuntimeException why) {
    DeadLetter.bury(shared, here.context(), Inputs::topic, record, reason, why);
  }

  @Override
  public void close() {
    Task ended = task;
    task = null;
    // A suspended task keeps its schedules.
    stopClock();
    if (ended != null) {
      shared.partitions().close(ended.partition(), ended.view());
      shared.audience().endAll(id -> shared.partitions().partition(id) == ended.partition());
    }
  }

  private Task begun() {
    Task here = task;
    if (here == null) {
      throw new IllegalStateException("The processor has not begun, or has ended");
    }
    return here;
  }
}
