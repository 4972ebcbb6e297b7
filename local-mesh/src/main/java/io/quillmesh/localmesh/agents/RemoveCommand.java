package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./mesh agent remove}. */
@Command(
    name = "remove",
    description = {
      "Withdraws an agent from the running mesh. Turns that have begun keep it, later ones are"
          + " without it.",
      "This does not end its agent host, which publishes the agent anew at its next start."
    },
    footer = {"", "Example:", "  ./mesh agent remove title-helper"})
final class RemoveCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private final AgentTool tool;
  @Mixin private final MeshAddress address = new MeshAddress();

  @Parameters(paramLabel = "NAME", description = "As ./mesh agent list shows it.")
  private String name = "";

  RemoveCommand(AgentTool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunningMesh mesh = address.mesh(tool);
    try (AgentDirectory directory = address.directory(tool, mesh)) {
      requireRemovable(directory.agents());
      writeTombstone(mesh);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (isListed(directory)) {
        if (System.nanoTime() > deadline) {
          throw new MeshException(
              "%s is withdrawn, but after %d s the gateway still lists it. Look at it again with ./mesh agent list."
                  .formatted(name, PATIENCE.toSeconds()));
        }
        Thread.sleep(POLL);
      }
    }
    tool.console().say(name + " is withdrawn.");
    return ExitCode.OK;
  }

  private void requireRemovable(List<ListedAgent> agents) {
    ListedAgent agent =
        agents.stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new MeshException(unknown(agents)));
    if (agent.builtIn()) {
      throw new MeshException(
          name + " is a built-in agent and cannot be removed: every turn needs it.");
    }
  }

  private String unknown(List<ListedAgent> agents) {
    String declared =
        agents.stream()
            .filter(it -> !it.builtIn())
            .map(ListedAgent::name)
            .collect(Collectors.joining(", "));
    return "The mesh has no agent %s. %s"
        .formatted(
            name,
            declared.isEmpty()
                ? "It has only the built-in ones, which cannot be removed."
                : "It has: " + declared + ".");
  }

  private boolean isListed(AgentDirectory directory) throws InterruptedException {
    return directory.agents().stream().anyMatch(it -> it.name().equals(name));
  }

  /** A record without a value, which says that there is no such card any more. */
  private void writeTombstone(RunningMesh mesh) throws IOException, InterruptedException {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            mesh.bootstrapServers(),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            (int) PATIENCE.toMillis());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.CARDS.name(), name, null)).get();
    } catch (ExecutionException e) {
      throw new IOException("The broker did not take it: " + e.getCause(), e);
    }
  }
}
