package io.quillmesh.agent.model;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.retry.BackgroundTask;
import io.quillmesh.agent.retry.StoppingException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** Warms up model calls while the application starts, in the background. */
final class ModelWarmUp extends BackgroundTask {
  private static final Logger log = LoggerFactory.getLogger(ModelWarmUp.class);

  /** What is asked. */
  static final List<Message> QUESTION =
      List.of(new SystemMessage("Warm up."), new UserMessage("{}"));

  /** What a provider would answer, as a stream. */
  static final String STREAM =
      """
      data: {"id":"r","object":"chat.completion.chunk","created":1,"model":"r","choices":[{"index":0,"delta":{"role":"assistant","content":"Ready"},"finish_reason":null}]}

      data: {"id":"r","object":"chat.completion.chunk","created":1,"model":"r","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"r","object":"chat.completion.chunk","created":1,"model":"r","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

      data: [DONE]

      """;

  /** What a provider would answer, in one piece. */
  static final String WHOLE =
      """
      {"id":"r","object":"chat.completion","created":1,"model":"r","choices":[{"index":0,"message":{"role":"assistant","content":"Ready"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
      """;

  private final Models models;

  ModelWarmUp(Models models) {
    super("model-warm-up");
    this.models = models;
  }

  @Override
  protected void run() {
    try {
      models.warmUp();
    } catch (AgentException e) {
      log.atWarn().setCause(e).log("The warm-up of model calls failed");
    } catch (StoppingException e) {
      // Nothing will be asked any more.
    }
  }
}
