package io.quillmesh.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Run;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that is silent: its process exists but is paused. */
@BlackBox
class StoppedAgentTest {

  private static final String WRITE = "Write a travelogue about Bergen";

  @ParameterizedTest
  @ValueSource(strings = {"intent", "reply"})
  void isFailedByItsDeadlineAndTheNextTurnWorks(
      String agent, Gateway gateway, Processes processes) {
    stop(agent, gateway, processes);
  }

  /** For each of them a turn waits until its deadline. Together that takes most of a minute. */
  @ParameterizedTest
  @ValueSource(strings = {"context", "generator", "phase"})
  @Tag("long")
  void soAreTheOthers(String agent, Gateway gateway, Processes processes) {
    stop(agent, gateway, processes);
  }

  private static void stop(String agent, Gateway gateway, Processes processes) {
    Connection connection = gateway.newPerson().open().ready();
    processes.pause(agent + "-service");

    Run without = connection.say(WRITE);

    assertThat(without.failureOf(agent))
        .map(error -> error.text("code"))
        .hasValue("DEADLINE_EXCEEDED");
    processes.resume(agent + "-service");
    Run next = connection.say(WRITE);
    assertThat(next.succeeded()).isTrue();
    assertThat(next.all("SUBAGENT_ERROR")).extracting(Frame::line).isEmpty();
  }
}
