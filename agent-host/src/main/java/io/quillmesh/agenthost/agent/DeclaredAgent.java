package io.quillmesh.agenthost.agent;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentContext.StreamedText;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.AgentTask;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agenthost.answer.AnswerType;
import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.agenthost.question.RequestDocument;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.ResultSchemas;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Works on requests as its folder says. */
public final class DeclaredAgent implements AgentTask<AgentRequested, GenericRecord> {
  private final AgentFolder folder;
  private final Schema result;

  private DeclaredAgent(AgentFolder folder, Schema result) {
    this.folder = folder;
    this.result = result;
  }

  /** Where an agent stands in the mesh, and its work. */
  public static AgentBinding<AgentRequested, GenericRecord> binding(AgentFolder folder) {
    Schema result = resultSchema(folder);
    return new AgentBinding<>(
        folder.name(),
        "agent-" + folder.name(),
        Topics.REQUESTS,
        Topics.results(result),
        AgentRequested::getTurn,
        new DeclaredAgent(folder, result));
  }

  /** The schema of its results. */
  public static Schema resultSchema(AgentFolder folder) {
    AnswerType answer = folder.answer();
    return ResultSchemas.envelope(
        folder.name(), answer == null ? Schema.create(Schema.Type.STRING) : answer.schema());
  }

  @Override
  public GenericRecord perform(AgentRequested request, AgentContext context) {
    ModelRequest question =
        new ModelRequest(folder.prompt(), RequestDocument.of(request, folder.settings().sees()));
    AnswerType type = folder.answer();
    if (type == null) {
      StreamedText text = context.write(question);
      check(JsonNodeFactory.instance.stringNode(text.text()));
      return result(request.getTurn(), context, text.text(), text.streamId());
    }
    JsonNode answer = context.ask(question, type.output());
    check(answer);
    return result(request.getTurn(), context, type.record(answer), "");
  }

  private static void check(JsonNode answer) {
    int bytes = answer.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Budgets.ANSWER) {
      throw new AgentException(
          FailureCode.MODEL_ANSWER_INVALID,
          "The answer is %d bytes of JSON, at most %d are allowed; ask for a shorter one"
              .formatted(bytes, Budgets.ANSWER),
          null);
    }
  }

  private GenericRecord result(Turn turn, AgentContext context, Object answer, String streamId) {
    return new GenericRecordBuilder(result)
        .set("eventId", context.eventId())
        .set("occurredAt", context.now().toEpochMilli())
        .set("conversationId", turn.getConversationId())
        .set("turnId", turn.getTurnId())
        .set("agent", folder.name())
        .set(ResultSchemas.ANSWER, answer)
        .set("streamId", streamId)
        .set("call", context.call())
        .build();
  }
}
