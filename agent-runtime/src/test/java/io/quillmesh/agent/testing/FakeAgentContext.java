package io.quillmesh.agent.testing;

import io.quillmesh.agent.AgentContext;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.ModelRequest;
import io.quillmesh.agent.OutputSchema;
import io.quillmesh.agent.TextShape;
import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.EventIds;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the answers that a test queued, in that order, and remembers what was asked. It renders
 * requests and checks answers against their schema as the real context does, so a test finds a
 * placeholder without a value and an answer that a model could not give.
 */
public final class FakeAgentContext implements AgentContext {
  /** When everything happens. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String agent;
  private final String turnId;
  private final Deque<Object> answers = new ArrayDeque<>();
  private final List<ModelRequest> requests = new ArrayList<>();
  private String promptHash = "";
  private boolean unfinished;

  /** A context for the work of this agent on this turn, with no answer yet. */
  public FakeAgentContext(String agent, String turnId) {
    this.agent = agent;
    this.turnId = turnId;
  }

  /** Queues what the model answers next: JSON for {@code ask}, text for {@code write}. */
  public FakeAgentContext answer(String answer) {
    answers.add(answer);
    return this;
  }

  /** All texts are cut off by a token limit. */
  public FakeAgentContext cutTexts() {
    unfinished = true;
    return this;
  }

  /** Lets the next question fail for good. */
  public FakeAgentContext fail(FailureCode code) {
    answers.add(new AgentException(code, "As the test wants it", null));
    return this;
  }

  /** What was asked, in order. */
  public List<ModelRequest> requests() {
    return List.copyOf(requests);
  }

  /** The data of the one question that was asked, as it is sent. */
  public JsonNode data() {
    if (requests.size() != 1) {
      throw new AssertionError("Expected one question to the model, got " + requests.size());
    }
    return JSON.readTree(requests.getFirst().document());
  }

  @Override
  public <T> T ask(ModelRequest request, OutputSchema<T> schema) {
    try {
      return schema.read(next(request));
    } catch (OutputSchema.MisfitException e) {
      throw new AgentException(FailureCode.MODEL_ANSWER_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  /** The text comes character by character, the worst that can happen to a shape. */
  @Override
  public StreamedText write(ModelRequest request, TextShape shape) {
    String streamId = "stream-" + (requests.size() + 1);
    String answer = next(request);
    TextShape.Shaper shaper = shape.begin();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < answer.length(); i++) {
      text.append(shaper.append(answer.substring(i, i + 1)));
    }
    return new StreamedText(streamId, text.append(shaper.end()).toString(), unfinished);
  }

  @Override
  public StreamedText resume(ModelRequest request, String begun) {
    StreamedText more = write(request);
    return new StreamedText(more.streamId(), begun + more.text(), more.unfinished());
  }

  @Override
  public AgentCall call() {
    return AgentCall.newBuilder()
        .setAgent(agent)
        .setModel(requests.isEmpty() ? "" : "fake")
        .setPromptHash(promptHash)
        .setAttempts(requests.size())
        .build();
  }

  @Override
  public String eventId() {
    return EventIds.of(turnId, agent);
  }

  @Override
  public Instant now() {
    return NOW;
  }

  private String next(ModelRequest request) {
    String instructions = request.instructions();
    if (instructions.isBlank()) {
      throw new AssertionError("The prompt " + request.prompt().name() + " is empty");
    }
    requests.add(request);
    promptHash = request.prompt().version();
    Object next = answers.poll();
    if (next instanceof AgentException failure) {
      throw failure;
    }
    if (next == null) {
      throw new AssertionError("The model was asked, and the test has no answer for it");
    }
    return (String) next;
  }
}
