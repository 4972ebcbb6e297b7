package io.quillmesh.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The registry is silent for a while. Processes that have read its schemas continue. A process that
 * starts at that time waits. {@code -Dquillmesh.outage=PT1M} makes it a minute.
 */
@BlackBox
class RegistryOutageTest {

  private static final Duration OUTAGE =
      Duration.parse(System.getProperty("quillmesh.outage", "PT5S"));

  @Test
  void turnsGoOnForThoseWhoKnowTheSchemas(Gateway gateway, Processes processes) {
    Connection connection = gateway.newPerson().open().ready();
    connection.say("你好！");
    List<Run> runs = new ArrayList<>();
    processes.pause("registry");

    Instant end = Instant.now().plus(OUTAGE);
    do {
      runs.add(connection.say("Write a travelogue about Havana"));
    } while (Instant.now().isBefore(end));

    assertThat(runs).allMatch(Run::succeeded);
  }

  @Test
  void anAgentThatStartsMeanwhileLosesNothing(Gateway gateway, Processes processes) {
    Connection connection = gateway.newPerson().open().ready();
    connection.say("你好！");
    processes.pause("registry");
    processes.kill("intent-service");

    Message message = connection.send("Write a travelogue about Petra");

    connection.awaitFrame(
        "the context, which needs no registry any more",
        frame ->
            frame.line().contains(message.runId() + "/context") && frame.is("SUBAGENT_FINISHED"));
    processes.resume("registry");
    assertThat(connection.run(message).isOver()).isTrue();
    assertThat(connection.say("Write a travelogue about Lisbon").succeeded()).isTrue();
  }
}
