package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hundred turns over ten conversations, as fast as the mesh can. */
@BlackBox
class HundredTurnsTest {

  private static final int CONVERSATIONS = 10;
  private static final int TURNS = 10;
  private static final List<Talk> TALKS = new ArrayList<>();

  /** One conversation with all its turns. */
  private record Talk(Connection connection, List<Run> runs) {}

  @BeforeAll
  static void talk(Gateway gateway) throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Talk>> talks =
          IntStream.range(0, CONVERSATIONS)
              .mapToObj(number -> executor.submit(() -> talk(gateway, number)))
              .toList();
      for (Future<Talk> talk : talks) {
        TALKS.add(talk.get());
      }
    }
  }

  private static Talk talk(Gateway gateway, int number) {
    Connection connection = gateway.newPerson().open().ready();
    List<Run> runs = new ArrayList<>();
    runs.add(connection.say("Write a travelogue about Place%d".formatted(number)));
    for (int turn = 2; turn <= TURNS; turn++) {
      runs.add(
          connection.say(
              turn % 2 == 0
                  ? "Change the artistic mood of the article to non-realist"
                  : "Change the artistic mood of the article to romantic"));
    }
    return new Talk(connection, runs);
  }

  @Test
  void everyTurnStartsOnceAndEndsOnce() {
    assertThat(TALKS)
        .allSatisfy(talk -> {
          assertThat(talk.runs()).allMatch(Run::succeeded);
          assertThat(ids(talk, "RUN_STARTED", "runId")).hasSize(TURNS).doesNotHaveDuplicates();
          assertThat(ids(talk, "RUN_FINISHED", "runId"))
              .isEqualTo(ids(talk, "RUN_STARTED", "runId"));
        });
  }

  @Test
  void everyMessageIsStreamedOnce() {
    assertThat(TALKS)
        .allSatisfy(talk ->
            assertThat(ids(talk, "TEXT_MESSAGE_START", "messageId"))
                .hasSize(2 * TURNS)
                .doesNotHaveDuplicates());
  }

  @Test
  void versionsFollowOneAnother() {
    assertThat(TALKS)
        .allSatisfy(talk ->
            assertThat(talk.runs())
                .extracting(run -> run.state().at("/article/version").asInt())
                .isEqualTo(IntStream.rangeClosed(1, TURNS).boxed().toList()));
  }

  @Test
  void noFrameIsLostOrDoubled() {
    assertThat(TALKS)
        .allSatisfy(talk -> {
          List<Long> numbers =
              talk.connection().frames().stream()
                  .dropWhile(frame -> !frame.is("RUN_STARTED"))
                  .map(Frame::sequence)
                  .toList();
          assertThat(numbers)
              .isEqualTo(
                  LongStream.rangeClosed(numbers.getFirst(), numbers.getLast()).boxed().toList());
        });
  }

  @Test
  void nothingIsInTheWrongConversation() {
    for (int number = 0; number < CONVERSATIONS; number++) {
      Talk talk = TALKS.get(number);
      String own = "Place" + number;
      assertThat(ids(talk, "RUN_STARTED", "threadId"))
          .containsOnly(talk.connection().conversationId());
      assertThat(talk.runs())
          .allSatisfy(run -> {
            assertThat(run.article()).contains(own);
            assertThat((run.article() + run.reply()).replace(own, ""))
                .doesNotContainPattern("Place[0-9]");
          });
    }
  }

  private static List<String> ids(Talk talk, String type, String member) {
    return talk.connection().frames().stream()
        .filter(frame -> frame.is(type))
        .map(frame -> frame.text(member))
        .toList();
  }
}
