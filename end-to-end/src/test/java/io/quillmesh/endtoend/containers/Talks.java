package io.quillmesh.endtoend.containers;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.schemas.provisioning.Provisioning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Many people at once, four on every partition, so that every instance of an agent has work. */
record Talks(List<Connection> connections, List<Message> messages) {

  private static final int PARTITIONS = Provisioning.Settings.USUAL_PARTITIONS;
  private static final int ON_EACH = 4;

  /** Everybody has asked for an article. */
  static Talks begin(Gateway gateway) {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < PARTITIONS * ON_EACH; i++) {
      connections.add(gateway.newPerson().connect(idOn(i % PARTITIONS)).ready());
    }
    List<Message> messages =
        connections.stream()
            .map(connection -> connection.send("Write a travelogue about Bergen"))
            .toList();
    return new Talks(connections, messages);
  }

  /** How many people on these partitions see an article that has begun and not ended. */
  long inMidArticle(Set<Integer> partitions) {
    return IntStream.range(0, connections.size())
        .filter(i -> partitions.contains(i % PARTITIONS))
        .mapToObj(i -> connections.get(i).runOf(messages.get(i)))
        .filter(run -> !run.article().isEmpty())
        .filter(run ->
            run.all("TEXT_MESSAGE_END").stream()
                .noneMatch(frame -> run.articleMessages().contains(frame.text("messageId"))))
        .count();
  }

  /** The runs of all people, at the end. */
  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      runs.add(connections.get(i).run(messages.get(i)));
    }
    return runs;
  }

  private static String idOn(int partition) {
    return Stream.generate(() -> UUID.randomUUID().toString())
        .filter(id ->
            BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.UTF_8), PARTITIONS)
                == partition)
        .findFirst()
        .orElseThrow();
  }
}
