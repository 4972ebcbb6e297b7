package io.quillmesh.agenthost.agent;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.DeclaredBinding;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agenthost.answer.AnswerType;
import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.agenthost.question.RequestDocument;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.ResultSchemas;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** What a folder does in the mesh. */
public final class DeclaredAgent {
  private DeclaredAgent() {}

  /** Where the agent stands, and its work. */
  public static AgentBinding<AgentRequested, GenericRecord> binding(AgentFolder folder) {
    AnswerType answer = folder.answer();
    return answer == null
        ? DeclaredBinding.ofText(
            folder.name(),
            results(folder),
            (request, context) -> context.write(question(folder, request)))
        : DeclaredBinding.ofRecord(
            folder.name(),
            results(folder),
            (request, context) ->
                answer.record(context.ask(question(folder, request), answer.output())));
  }

  /** Where its results go. */
  public static Topic<GenericRecord> results(AgentFolder folder) {
    AnswerType answer = folder.answer();
    Schema schema = answer == null ? Schema.create(Schema.Type.STRING) : answer.schema();
    return Topics.results(ResultSchemas.envelope(folder.name(), schema));
  }

  private static ModelRequest question(AgentFolder folder, AgentRequested request) {
    return new ModelRequest(folder.prompt(), RequestDocument.of(request, folder.settings().sees()));
  }
}
