package io.quillmesh.agent.provider.answer;

import io.quillmesh.agent.provider.answer.ProviderException.Problem;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads chat completions, whole or in chunks. What is needed of them is read wherever a provider
 * puts it; what is not needed is not required.
 */
public final class ChatReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DONE = "[DONE]";

  private final AnswerSink sink;
  private final @Nullable FenceFilter fences;
  private final ThoughtFilter thoughts;
  private final StringBuilder toolArguments = new StringBuilder();
  private boolean hasText;
  private boolean hasRefusal;
  private boolean done;
  private @Nullable FinishReason finish;

  /**
   * @param structured whether the answer is to be JSON; else it is a text for people
   * @param beginsInThought whether this model is known to begin thinking without saying so
   */
  public ChatReader(AnswerSink sink, boolean structured, boolean beginsInThought) {
    this.sink = sink;
    this.fences = structured ? null : new FenceFilter(sink);
    this.thoughts = new ThoughtFilter(fences == null ? sink : fences, beginsInThought);
  }

  /**
   * Reads one event of a stream.
   *
   * @param type its name; empty for most
   * @param data its data, JSON or the mark of the end
   * @return false if it is no JSON, for example because it goes on in the next line
   * @throws ProviderException if it reports an error
   */
  boolean event(String type, String data) throws IOException {
    if (data.equals(DONE)) {
      done = true;
      return true;
    }
    JsonNode event;
    try {
      event = JSON.readTree(data);
    } catch (JacksonException e) {
      return false;
    }
    if (event.isMissingNode()) {
      return true;
    }
    check(event, type.equals("error"));
    read(event, "delta");
    return true;
  }

  /**
   * Reads a completion that came in one piece, and is the end of it.
   *
   * @throws ProviderException if it reports an error, or is none
   */
  void whole(String body) throws IOException {
    JsonNode completion;
    try {
      completion = JSON.readTree(body);
    } catch (JacksonException e) {
      // It may hold the answer's text, which must not be logged.
      throw senseless("JSON that is broken");
    }
    check(completion, false);
    if (!completion.path("choices").isArray()) {
      throw senseless("JSON that is no chat completion");
    }
    read(completion, "message");
    done = true;
  }

  /** Whether the model has said why it stopped; only usage may still come. */
  public boolean isFinished() {
    return finish != null;
  }

  /** Whether nothing more comes. */
  boolean isDone() {
    return done;
  }

  /**
   * The answer is over.
   *
   * @return why the model stopped
   * @throws ProviderException if it is no answer
   */
  public FinishReason end() throws IOException {
    if (fences == null && !hasText && !toolArguments.isEmpty()) {
      // The answer came as the arguments of a function that was never offered.
      thoughts.append(toolArguments.toString());
    }
    thoughts.end();
    if (fences != null) {
      fences.end();
    }
    if (hasRefusal && !hasText) {
      throw new ProviderException(new Problem.Declined());
    }
    FinishReason reason = finish == null && done ? FinishReason.STOP : finish;
    if (reason == null || reason == FinishReason.BROKEN) {
      throw new ProviderException(new Problem.CutOff());
    }
    return reason;
  }

  private static ProviderException senseless(String what) {
    return new ProviderException(new Problem.Senseless(what));
  }

  private static void check(JsonNode event, boolean isError) throws ProviderException {
    ProviderError error =
        isError ? ProviderError.in(event, 0, null) : ProviderError.inAnswer(event);
    if (error != null) {
      throw new ProviderException(new Problem.Reported(error));
    }
  }

  private void read(JsonNode event, String saidIn) throws IOException {
    usage(event.path("usage"));
    usage(event.path("x_groq").path("usage"));
    JsonNode choice = firstChoice(event.path("choices"));
    if (choice == null) {
      return;
    }
    usage(choice.path("usage"));
    JsonNode said = choice.path(saidIn);
    if (!said.isObject()) {
      // Some send a message where a delta belongs, as the whole of what they have sent before.
      said = hasText ? said : choice.path(saidIn.equals("delta") ? "message" : "delta");
    }
    said(said);
    if (choice.path("text").isString()) {
      text(choice.path("text").asString());
    }
    String reason = choice.path("finish_reason").asString("");
    if (!reason.isBlank() && !reason.equals("null")) {
      finish = FinishReason.of(reason);
    }
  }

  /** The first choice is the only one that was asked for. */
  private static @Nullable JsonNode firstChoice(JsonNode choices) {
    for (JsonNode choice : choices) {
      if (choice.path("index").asInt(0) == 0) {
        return choice;
      }
    }
    return null;
  }

  private void said(JsonNode said) throws IOException {
    thought(said.path("reasoning_content"), said.path("reasoning"), said.path("thinking"));
    content(said.path("content"));
    hasRefusal |= !said.path("refusal").asString("").isBlank();
    for (JsonNode call : said.path("tool_calls")) {
      arguments(call.path("function").path("arguments"));
    }
    arguments(said.path("function_call").path("arguments"));
  }

  /** The same thought may be in several places: the first that has one counts. */
  private void thought(JsonNode... places) throws IOException {
    for (JsonNode place : places) {
      if (place.isString() && !place.asString().isEmpty()) {
        sink.thought(place.asString());
        return;
      }
    }
  }

  private void content(JsonNode content) throws IOException {
    if (content.isString()) {
      text(content.asString());
    } else if (content.isObject() && !content.has("type")) {
      // The JSON that was asked for, as an object.
      text(content.toString());
    } else if (content.isContainer()) {
      for (JsonNode part : content.isArray() ? content : JSON.createArrayNode().add(content)) {
        part(part);
      }
    }
  }

  private void part(JsonNode part) throws IOException {
    switch (part.path("type").asString("text")) {
      case "thinking", "reasoning" -> {
        JsonNode thinking = part.path("thinking");
        sink.thought(thinking.isString() ? thinking.asString() : textsIn(thinking));
      }
      case "refusal" -> hasRefusal = true;
      default -> text(part.isString() ? part.asString() : part.path("text").asString(""));
    }
  }

  private static String textsIn(JsonNode parts) {
    StringBuilder texts = new StringBuilder();
    parts.forEach(part -> texts.append(part.path("text").asString("")));
    return texts.toString();
  }

  private void text(String piece) throws IOException {
    if (!piece.isEmpty()) {
      hasText = true;
      thoughts.append(piece);
    }
  }

  private void arguments(JsonNode arguments) {
    if (arguments.isString()) {
      toolArguments.append(arguments.asString());
    } else if (arguments.isObject()) {
      toolArguments.append(arguments);
    }
  }

  private void usage(JsonNode usage) {
    JsonNode input = usage.path("prompt_tokens");
    JsonNode output = usage.path("completion_tokens");
    // Both are zero where a provider has not counted.
    if (input.isNumber() && output.isNumber() && input.asLong() + output.asLong() > 0) {
      sink.usage(new TokenUsage(input.asLong(), cached(usage), output.asLong()));
    }
  }

  /** In OpenAI's place or in another. */
  private static long cached(JsonNode usage) {
    return Stream.of(
            usage.path("prompt_tokens_details").path("cached_tokens"),
            usage.path("prompt_cache_hit_tokens"),
            usage.path("cached_tokens"))
        .filter(JsonNode::isNumber)
        .mapToLong(JsonNode::asLong)
        .findFirst()
        .orElse(0);
  }
}
