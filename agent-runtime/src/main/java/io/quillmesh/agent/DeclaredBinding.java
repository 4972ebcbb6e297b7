package io.quillmesh.agent;

import io.quillmesh.agent.AgentContext.StreamedText;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.ResultSchemas;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/**
 * The bindings of declared agents: they are asked by the gateway, and answer on the topic of
 * results. Beside the binding, a bean of type {@link io.quillmesh.schemas.AgentCard} introduces the
 * agent.
 */
public final class DeclaredBinding {
  private DeclaredBinding() {}

  /**
   * The binding of an agent that answers with a record.
   *
   * @param results the topic with the schema of its results, see {@link ResultSchemas#envelope}
   * @param answer makes the answer; the envelope is put around it
   */
  public static AgentBinding<AgentRequested, GenericRecord> ofRecord(
      String agent,
      Topic<GenericRecord> results,
      BiFunction<AgentRequested, AgentContext, GenericRecord> answer) {
    return binding(
        agent,
        results,
        (request, context) ->
            result(agent, results, request, context, answer.apply(request, context), ""));
  }

  /**
   * The binding of an agent that answers with a text.
   *
   * @param results the topic with the schema of its results, see {@link ResultSchemas#envelope}
   * @param answer writes the text; the envelope is put around it
   */
  public static AgentBinding<AgentRequested, GenericRecord> ofText(
      String agent,
      Topic<GenericRecord> results,
      BiFunction<AgentRequested, AgentContext, StreamedText> answer) {
    return binding(
        agent,
        results,
        (request, context) -> {
          StreamedText text = answer.apply(request, context);
          return result(agent, results, request, context, text.text(), text.streamId());
        });
  }

  private static AgentBinding<AgentRequested, GenericRecord> binding(
      String agent, Topic<GenericRecord> results, AgentTask<AgentRequested, GenericRecord> task) {
    return new AgentBinding<>(
        agent, Groups.declared(agent), Topics.REQUESTS, results, AgentRequested::getTurn, task);
  }

  private static GenericRecord result(
      String agent,
      Topic<GenericRecord> results,
      AgentRequested request,
      AgentContext context,
      Object answer,
      String streamId) {
    // As clients get it.
    int bytes = GenericData.get().toString(answer).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Budgets.ANSWER) {
      throw new AgentException(
          FailureCode.MODEL_ANSWER_INVALID,
          "The answer is %d bytes of JSON, at most %d are allowed; ask for a shorter one"
              .formatted(bytes, Budgets.ANSWER),
          null);
    }
    Turn turn = request.getTurn();
    return new GenericRecordBuilder(results.schema())
        .set("eventId", context.eventId())
        .set("occurredAt", context.now().toEpochMilli())
        .set("conversationId", turn.getConversationId())
        .set("turnId", turn.getTurnId())
        .set("agent", agent)
        .set(ResultSchemas.ANSWER, answer)
        .set("streamId", streamId)
        .set("call", context.call())
        .build();
  }
}
