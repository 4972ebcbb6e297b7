package io.quillmesh.agent.model;

import java.util.List;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** What is said in a {@link Rehearsal}, and what a provider would answer. */
final class Script {
  static final List<Message> QUESTION =
      List.of(new SystemMessage("Rehearse."), new UserMessage("{}"));

  static final String STREAM =
      """
      data: {"id":"r","object":"chat.completion.chunk","created":1,"model":"r","choices":[{"index":0,"delta":{"role":"assistant","content":"Ready"},"finish_reason":null}]}

      data: {"id":"r","object":"chat.completion.chunk","created":1,"model":"r","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"r","object":"chat.completion.chunk","created":1,"model":"r","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}

      data: [DONE]

      """;

  static final String WHOLE =
      """
      {"id":"r","object":"chat.completion","created":1,"model":"r","choices":[{"index":0,"message":{"role":"assistant","content":"Ready"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
      """;

  private Script() {}
}
