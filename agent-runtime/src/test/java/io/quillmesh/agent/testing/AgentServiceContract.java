package io.quillmesh.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What every agent's service does, between a real broker, a real registry and a model over HTTP. A
 * test that extends it has {@link WithRunningAgent} and sets the service's model to an offline one.
 *
 * @param <I> what the agent reads
 * @param <O> what it writes
 */
public abstract class AgentServiceContract<I extends SpecificRecord, O extends SpecificRecord> {
  private static final byte[] GARBAGE = "no record".getBytes(StandardCharsets.UTF_8);

  /** The service. */
  @Autowired protected RunningAgent agent;

  private final String name;
  private final String group;
  private final Topic<I> input;
  private final Topic<O> output;

  /** Of this test; also the turn. */
  private String conversation = UUID.randomUUID().toString();

  /**
   * What other services rely on, so it is named here and not read from the agent.
   *
   * @param name the agent's name in failures
   * @param group its consumer group, which is part of its dead-letter topic's name
   */
  protected AgentServiceContract(String name, String group, Topic<I> input, Topic<O> output) {
    this.name = name;
    this.group = group;
    this.input = input;
    this.output = output;
  }

  /** What makes the agent work on this turn. */
  protected abstract I input(Turn turn);

  /** Whether the agent writes a text; otherwise it answers with JSON. */
  protected abstract boolean writesText();

  /** Writes an input for the agent. */
  protected final void publish(I event) {
    agent.send(input, conversation, event);
  }

  /** Writes what makes the agent work on this test's turn. */
  protected final void publish() {
    publish(input(turn()));
  }

  /** The turn of this test. */
  protected final Turn turn() {
    return RunningAgent.turn(conversation);
  }

  /** What the agent wrote for this test's turn, once it is there. */
  protected final O output() {
    return agent.await(output, conversation);
  }

  @BeforeEach
  void theModelIsWell() {
    agent.modelIsWell();
  }

  @ParameterizedTest
  @CsvSource({"errorRate, MODEL_UNAVAILABLE", "hangRate, MODEL_TIMEOUT"})
  void aModelThatFailsIsReported(String fault, FailureCode code) {
    reports(fault, code);
  }

  @Test
  void anAnswerThatIsNoneIsReported() {
    if (writesText()) {
      reports("cutRate", FailureCode.MODEL_UNAVAILABLE);
    } else {
      reports("nonsenseRate", FailureCode.MODEL_ANSWER_INVALID);
    }
  }

  private void reports(String fault, FailureCode code) {
    // Given a model that has worked: the very first call of a process takes its time
    publish();
    output();
    conversation = UUID.randomUUID().toString();
    agent.modelFails(fault);

    // When
    publish();

    // Then
    AgentFailed failed = agent.await(Topics.FAILURES, conversation);
    assertThat(failed.getFailure().getAgent()).isEqualTo(name);
    assertThat(failed.getFailure().getCode()).isEqualTo(code.name());
  }

  @Test
  void whatCannotBeReadIsSetAsideAndTheNextIsAnswered() throws Exception {
    // When
    agent.sendBytes(input, conversation, GARBAGE);
    publish();

    // Then
    assertThat(agent.awaitDeadLetter(input, group, conversation)).isEqualTo(GARBAGE);
    assertThat(output()).isNotNull();
  }
}
