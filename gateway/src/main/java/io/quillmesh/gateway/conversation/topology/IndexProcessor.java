package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.schemas.ConversationIndexed;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the lists of conversations, by subject. */
final class IndexProcessor implements Processor<byte[], byte[], byte[], Outbound> {
  private final TaskResources shared;
  private @Nullable ProcessorContext<byte[], Outbound> context;
  private @Nullable KeyValueStore<String, byte[]> store;

  IndexProcessor(TaskResources shared) {
    this.shared = shared;
  }

  @Override
  public void init(ProcessorContext<byte[], Outbound> begun) {
    context = begun;
    KeyValueStore<String, byte[]> lists = begun.getStateStore(ConversationTopology.INDEX_STORE);
    store = lists;
    shared.lists().open(begun.taskId().partition(), lists);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (context == null || store == null) {
      throw new IllegalStateException("The processor has not begun, or has ended");
    }
    if (ReplayHeaders.areForAnother(record.headers(), Groups.GATEWAY)) {
      return;
    }
    try {
      ConversationIndexed event =
          shared.registryRetry().call(() -> shared.codec().decode(Topics.INDEX, record.value()));
      keep(store, event);
    } catch (UndecodableException e) {
      DeadLetter.bury(shared, context, _ -> Topics.INDEX, record, e.reason().name(), e);
    }
  }

  private static void keep(KeyValueStore<String, byte[]> lists, ConversationIndexed event) {
    Owner owner = new Owner(event.getSubject(), event.getTenant());
    String key = Listing.key(owner, event.getConversationId());
    if (event.getErased()) {
      lists.delete(key);
    } else {
      Listing listing = new Listing(event.getTitle(), event.getCreatedAt(), event.getUpdatedAt());
      lists.put(key, listing.toBytes());
    }
  }

  @Override
  public void close() {
    if (context != null && store != null) {
      shared.lists().close(context.taskId().partition(), store);
    }
  }
}
