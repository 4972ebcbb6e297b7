package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.gateway.conversation.answer.AgentResults;
import io.quillmesh.gateway.conversation.fold.Input;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The topics that a conversation is folded from, and the inputs that their records become. */
public final class Inputs {
  private static final Map<String, Source<?>> SOURCES =
      Stream.<Source<?>>of(
              new Source<>(Topics.COMMANDS, Input.Command::new),
              new Source<>(Topics.INTENTS, Input.Intent::new),
              new Source<>(Topics.CONTEXTS, Input.Context::new),
              new Source<>(Topics.ARTICLES, Input.Article::new),
              new Source<>(Topics.REPLIES, Input.Reply::new),
              new Source<>(Topics.PHASES, Input.Phase::new),
              new Source<>(Topics.RESULTS, result -> new Input.Result(AgentResults.answer(result))),
              new Source<>(Topics.CHUNKS, Input.Chunk::new),
              new Source<>(Topics.FAILURES, Input.Failure::new))
          .collect(Collectors.toUnmodifiableMap(source -> source.topic().name(), it -> it));

  public static final String[] TOPICS = SOURCES.keySet().stream().sorted().toArray(String[]::new);

  private Inputs() {}

  static Topic<?> topic(String name) {
    return source(name).topic();
  }

  static Input decode(EventCodec codec, String topic, byte @Nullable [] value) {
    if (topic.equals(Topics.RESULTS.name())) {
      AgentResults.checkSize(value);
    }
    return source(topic).decode(codec, value);
  }

  private static Source<?> source(String topic) {
    Source<?> source = SOURCES.get(topic);
    if (source == null) {
      throw new IllegalArgumentException("No conversation is folded from " + topic);
    }
    return source;
  }

  private record Source<T extends IndexedRecord>(Topic<T> topic, Function<T, Input> toInput) {
    Input decode(EventCodec codec, byte @Nullable [] value) {
      return toInput.apply(codec.decode(topic, value));
    }
  }
}
