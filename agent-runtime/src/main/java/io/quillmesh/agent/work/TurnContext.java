package io.quillmesh.agent.work;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.TextShape;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.chunk.ChunkStream;
import io.quillmesh.agent.model.ModelCalls;
import io.quillmesh.agent.model.Models.ModelAnswer;
import io.quillmesh.agent.model.TextSink;
import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** What an agent has at hand for one record. For the record's thread. */
final class TurnContext implements AgentContext {
  private final String agent;
  private final Turn turn;
  private final Cancellation cancellation;
  private final WorkerDependencies dependencies;
  private final long startedAt;

  private final ModelCalls calls = new ModelCalls();
  private String promptHash = "";

  TurnContext(String agent, Turn turn, Cancellation cancellation, WorkerDependencies dependencies) {
    this.agent = agent;
    this.turn = turn;
    this.cancellation = cancellation;
    this.dependencies = dependencies;
    this.startedAt = dependencies.nanoTime().getAsLong();
  }

  @Override
  public <T> T ask(ModelRequest request, OutputSchema<T> schema) {
    List<Message> messages = messages(request);
    String first = answer(messages, schema, TextSink.NONE).text();
    try {
      return schema.read(first);
    } catch (OutputSchema.MisfitException misfit) {
      messages.add(new AssistantMessage(first));
      messages.add(new UserMessage(Repair.request(misfit)));
      return repaired(answer(messages, schema, TextSink.NONE).text(), schema);
    }
  }

  private static <T> T repaired(String second, OutputSchema<T> schema) {
    try {
      return schema.read(second);
    } catch (OutputSchema.MisfitException misfit) {
      throw new AgentException(
          FailureCode.MODEL_ANSWER_INVALID,
          "The model's answer does not fit the schema "
              + schema.name()
              + ", nor does the repaired one",
          misfit);
    }
  }

  @Override
  public StreamedText write(ModelRequest request, TextShape shape) {
    ChunkStream chunks = new ChunkStream(dependencies.chunks(), agent, turn);
    ShapedSink sink = new ShapedSink(chunks, shape);
    List<Message> messages = messages(request);
    ModelAnswer first = answer(messages, null, sink);
    return finished(chunks, sink, messages, first.text(), first);
  }

  @Override
  public StreamedText resume(ModelRequest request, String begun) {
    ChunkStream chunks = new ChunkStream(dependencies.chunks(), agent, turn);
    ShapedSink sink = new ShapedSink(chunks, TextShape.NONE);
    List<Message> messages = messages(request);
    sink.begin();
    sink.append(begun);
    ModelAnswer more = goOn(sink, messages, begun, begun);
    return finished(chunks, sink, messages, begun + more.text(), more);
  }

  /** Continues as often as the settings allow. */
  private StreamedText finished(
      ChunkStream chunks, ShapedSink sink, List<Message> messages, String text, ModelAnswer last) {
    StringBuilder whole = new StringBuilder(text);
    ModelAnswer answer = last;
    for (int left = dependencies.models().continuations();
        answer.unfinished() && left > 0;
        left--) {
      answer = goOn(sink, messages, answer.text(), whole.toString());
      whole.append(answer.text());
    }
    String shaped = sink.end();
    chunks.end();
    return new StreamedText(chunks.streamId(), shaped, answer.unfinished());
  }

  private ModelAnswer goOn(
      ShapedSink sink, List<Message> messages, String lastAnswer, String whole) {
    messages.add(new AssistantMessage(lastAnswer));
    messages.add(new UserMessage(Continuation.REQUEST));
    return answer(messages, null, new Continuation(sink, whole));
  }

  private ModelAnswer answer(
      List<Message> messages, @Nullable OutputSchema<?> schema, TextSink sink) {
    return dependencies.models().answer(messages, schema, sink, calls, cancellation);
  }

  private List<Message> messages(ModelRequest request) {
    promptHash = request.prompt().version();
    return new ArrayList<>(
        List.of(new SystemMessage(request.instructions()), new UserMessage(request.document())));
  }

  @Override
  public AgentCall call() {
    return calls
        .toAgentCall()
        .setAgent(agent)
        .setPromptHash(promptHash)
        .setLatencyMs(elapsed().toMillis())
        .build();
  }

  /** The time since the record was taken. */
  Duration elapsed() {
    return Duration.ofNanos(dependencies.nanoTime().getAsLong() - startedAt);
  }

  @Override
  public String eventId() {
    return EventIds.of(turn.getTurnId(), agent);
  }

  @Override
  public Instant now() {
    return dependencies.clock().instant();
  }
}
