package io.quillmesh.endtoend.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many conversations begin at the same moment, wave after wave, on one instance of each service.
 * The first waves warm the mesh up.
 */
@Tag("load")
@BlackBox
class ManyAtOnceTest {

  private static final int CONVERSATIONS = Integer.getInteger("quillmesh.load.conversations", 200);
  private static final int WAVES = Integer.getInteger("quillmesh.load.waves", 5);
  private static final Duration FIRST_TOKEN =
      Duration.ofMillis(Integer.getInteger("quillmesh.load.firstToken", 300));
  private static final Duration TOKEN =
      Duration.ofMillis(Integer.getInteger("quillmesh.load.token", 10));
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void showsHowLongTheyWait(Gateway gateway, OfflineModel model) {
    model.delay(FIRST_TOKEN, TOKEN);
    System.out.printf(
        "%d conversations at once, %d ms to the first token, %d ms a token%n",
        CONVERSATIONS, FIRST_TOKEN.toMillis(), TOKEN.toMillis());
    System.out.println("          first article token, ms      end of turn, ms");
    System.out.println("wave        p50      p95      p99        p50      p95      p99");
    for (int wave = 1; wave <= WAVES; wave++) {
      List<Talk> talks = wave(gateway);
      assertThat(talks).allMatch(talk -> talk.run().succeeded());
      System.out.printf(
          "%4d   %s   %s%n",
          wave,
          Waits.of(talks.stream().map(Talk::toFirstToken).toList()),
          Waits.of(talks.stream().map(Talk::toEnd).toList()));
    }
  }

  private static List<Talk> wave(Gateway gateway) {
    List<Connection> connections =
        IntStream.range(0, CONVERSATIONS)
            .mapToObj(each -> gateway.newPerson().open().ready())
            .toList();
    List<Message> messages = new ArrayList<>();
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      sent.add(System.nanoTime());
      messages.add(connections.get(i).send("Write a travelogue about Place" + i));
    }
    return IntStream.range(0, CONVERSATIONS)
        .mapToObj(i -> new Talk(sent.get(i), connections.get(i).run(messages.get(i), PATIENCE)))
        .toList();
  }

  private record Talk(long sentNanos, Run run) {
    Duration toFirstToken() {
      long first = run.contentsOf(run.articleMessages().getFirst()).getFirst().receivedNanos();
      return Duration.ofNanos(first - sentNanos);
    }

    Duration toEnd() {
      return Duration.ofNanos(run.end().receivedNanos() - sentNanos);
    }
  }
}
