package io.quillmesh.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway ends while articles are written, well or badly; clients go on at another one. */
@BlackBox
class LostGatewayTest {

  /** So many that each gateway owns some. */
  private static final int CONVERSATIONS = 6;

  private final List<Watched> all = new ArrayList<>();

  /** A turn, and a client that stays with it. */
  private record Watched(Person person, Message message, Connection first) {}

  @BeforeEach
  void begin(Gateway gateway, OfflineModel model) {
    model.delay(Duration.ofMillis(100), Duration.ofMillis(20));
    for (int number = 0; number < CONVERSATIONS; number++) {
      Person person = gateway.newPerson();
      Connection connection = person.open().ready();
      all.add(new Watched(person, connection.send("Write a travelogue about Riga"), connection));
    }
    all.forEach(
        it -> it.first().awaitFrame("the article", frame -> frame.is("TEXT_MESSAGE_CONTENT")));
  }

  @Test
  void oneThatStopsLosesNothing(OfflineModel model, Processes processes) {
    processes.stop(processes.gateways().getLast());

    model.behaveWell();
    assertThat(all)
        .allSatisfy(it -> {
          Run run = it.person().follow(it.first(), it.message());
          assertThat(run.succeeded()).isTrue();
          isWhole(it, run);
          assertThat(run.before()).noneMatch(LostGatewayTest::isUnrecovered);
          assertThat(run.frames()).extracting(Frame::sequence).isSorted().doesNotHaveDuplicates();
        });
  }

  /** What was shown and not committed is not known to the next one, and replaced. */
  @Test
  void oneThatIsKilledLosesNothing(OfflineModel model, Processes processes) {
    processes.kill(processes.gateways().getFirst());

    model.behaveWell();
    assertThat(all).allSatisfy(it -> isWhole(it, it.person().follow(it.first(), it.message())));
  }

  /** The article is what was streamed; the message was answered once, as whoever comes now sees. */
  private static void isWhole(Watched it, Run run) {
    String article = run.state().at("/article/markdown").asString();
    assertThat(article).contains("Riga");
    if (!run.frames().isEmpty()) {
      assertThat(run.succeeded()).isTrue();
      assertThat(run.article()).isEqualTo(article);
    }
    Connection fresh = it.person().connect(it.first().conversationId());
    Frame messages = fresh.awaitFrame("messages", frame -> frame.is("MESSAGES_SNAPSHOT"));
    assertThat(messages.at("/messages"))
        .extracting(message -> message.path("id").asString())
        .containsOnlyOnce(it.message().id());
    assertThat(fresh.state().path("article")).isEqualTo(run.state().path("article"));
  }

  private static boolean isUnrecovered(Frame frame) {
    return frame.at("/metadata/quillmesh/recovered").isBoolean();
  }
}
