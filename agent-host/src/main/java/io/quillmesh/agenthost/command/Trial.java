package io.quillmesh.agenthost.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.model.ModelProperties;
import io.quillmesh.agent.model.Models;
import io.quillmesh.agent.work.TrialRun;
import io.quillmesh.agenthost.agent.DeclaredAgent;
import io.quillmesh.agenthost.agent.ModelDefaults;
import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.ResultSchemas;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent that is asked without a mesh. */
final class Trial implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AgentBinding<AgentRequested, GenericRecord> binding;
  private final Models models;
  private final ModelProperties properties;

  /**
   * @throws IllegalArgumentException if a setting of the model is wrong
   */
  Trial(AgentFolder folder) {
    this.binding = DeclaredAgent.binding(folder);
    this.properties = ModelDefaults.model(folder);
    this.models = Models.of(folder.name(), properties, new SimpleMeterRegistry());
  }

  /** Which model is asked, and where. */
  String model() {
    return properties.name() + " at " + properties.address();
  }

  /**
   * The answer as clients get it.
   *
   * @throws io.quillmesh.agent.AgentException if there is none
   */
  JsonNode answer(AgentRequested request) {
    Object answer = TrialRun.perform(binding, request, models).get(ResultSchemas.ANSWER);
    return JSON.readTree(GenericData.get().toString(answer));
  }

  @Override
  public void close() {
    models.close();
  }
}
