package io.quillmesh.tunedmodel;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.model.ModelCalls;
import io.quillmesh.agent.model.ModelEnvironment;
import io.quillmesh.agent.model.Models;
import io.quillmesh.agent.model.TextSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;

/** The client of models that all agents have. */
final class AgentsClient {
  private static final OutputSchema<JsonNode> SCHEMA =
      new OutputSchema<>(
          "intent_recognition", ScriptedClassifier.SCHEMA.toString(), JsonNode.class);

  private AgentsClient() {}

  /**
   * Asks as the intent agent does.
   *
   * @param form the settings of the request
   */
  static String ask(String baseUrl, Map<String, Object> form, String document) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("quillmesh.agent.model.base-url", baseUrl);
    settings.put("quillmesh.agent.model.retry.attempts", 1);
    form.forEach((name, value) -> settings.put("quillmesh.agent.model.request." + name, value));
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    ModelEnvironment.addDefaults(environment);
    try (var models =
        Models.of("intent", ModelEnvironment.bind(environment), new SimpleMeterRegistry())) {
      return models
          .answer(
              List.of(new SystemMessage(Requests.INSTRUCTIONS), new UserMessage(document)),
              SCHEMA,
              TextSink.NONE,
              new ModelCalls(),
              new Cancellation("t1"))
          .text();
    }
  }
}
