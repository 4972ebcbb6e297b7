package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiOracle;
import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.RenameConversation;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.WhenBusy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** People, agents, clocks and take-overs in random order. */
class RandomConversationsTest {
  private static final int MESSAGES = 4;
  private static final List<AgentCard> AGENTS = Folding.SETTINGS.agents().get().cards();

  @Test
  void everyTurnEndsAndAllClientsSeeTheSame() {
    for (int seed = 0; seed < 300; seed++) {
      // Given, When
      Folding conversation = any(new Random(seed), new ArrayList<>());

      // Then
      Legality.check(conversation.frames);
      List<Frame> later = conversation.look(null);
      assertThat(Json.types(later)).containsExactly("STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
      assertThat(Json.state(later)).as("seed %d", seed).isEqualTo(Json.state(conversation.frames));
      assertThat(conversation.emitted(Topics.TURNS))
          .extracting(turn -> turn.getTurn().getTurnId())
          .doesNotHaveDuplicates();
      assertThat(conversation.wakeUp).isEqualTo(new Effects.WakeUp.Never());
    }
  }

  @Test
  void agUiAcceptsWhatClientsAreSent() throws Exception {
    AgUiOracle oracle = new AgUiOracle();
    for (int seed = 0; seed < 60; seed++) {
      List<Frame> cameInBetween = new ArrayList<>();
      Folding conversation = any(new Random(seed), cameInBetween);
      List<Frame> wasThere = new ArrayList<>(conversation.frames);
      oracle.stream("there all the time " + seed, wasThere);
      oracle.stream("came in between " + seed, cameInBetween);
      oracle.stream("comes now " + seed, conversation.look(null));
      conversation.apply(Given.submit(9), Given.command(new EraseConversation("")));
      oracle.stream("erased " + seed, conversation.frames);
    }
    oracle.verify();
  }

  /**
   * A conversation that comes to rest.
   *
   * @param cameInBetween what a client is sent that comes at some moment
   */
  private static Folding any(Random random, List<Frame> cameInBetween) {
    Folding conversation = new Folding();
    conversation.apply(Given.claim());
    List<Input> events = events(random);
    int comes = random.nextInt(events.size());
    int seenFrom = 0;
    for (int i = 0; i < events.size(); i++) {
      if (i == comes) {
        cameInBetween.addAll(conversation.look(null));
        seenFrom = conversation.frames.size();
      }
      if (random.nextInt(20) == 0) {
        conversation.pass(Duration.ofSeconds(random.nextInt(50)));
      }
      if (random.nextInt(40) == 0) {
        conversation.movesToEpoch("epoch" + (2 + i));
      }
      conversation.apply(events.get(i));
    }
    for (int i = 0; i < 3 * MESSAGES; i++) {
      conversation.pass(Folding.SETTINGS.turn());
    }
    cameInBetween.addAll(conversation.frames.subList(seenFrom, conversation.frames.size()));
    return conversation;
  }

  /** A few turns whose events come at any time and twice, with people's commands in between. */
  private static List<Input> events(Random random) {
    List<Input> events = new ArrayList<>();
    for (int number = 1; number <= MESSAGES; number++) {
      WhenBusy[] busy = {WhenBusy.ENQUEUE, WhenBusy.INTERRUPT, WhenBusy.REJECT};
      WhenBusy whenBusy = busy[random.nextInt(busy.length)];
      events.add(
          random.nextInt(3) == 0
              ? aboutAPassage(number, whenBusy, random)
              : Given.submit(number, whenBusy));
      List<Input> answers = new ArrayList<>(List.of(Given.wholeTurn(number)));
      answers.removeFirst();
      answers.add(Given.failure(number, AGENTS.get(random.nextInt(AGENTS.size())).name()));
      answers.add(Given.chunk(number, Agents.GENERATOR, "another", 0, "Anew"));
      Collections.shuffle(answers, random);
      events.addAll(answers.subList(0, random.nextInt(answers.size() + 1)));
    }
    for (Input human : humans(random)) {
      events.add(random.nextInt(events.size()), human);
    }
    for (int i = 0; i < 5; i++) {
      events.add(random.nextInt(events.size()), events.get(random.nextInt(events.size())));
    }
    return events;
  }

  /** It fits some versions; to others, the article that comes is a change outside of it. */
  private static Input aboutAPassage(int number, WhenBusy whenBusy, Random random) {
    return Given.command(
        SubmitMessage.newBuilder(Given.message(number, "Shorter"))
            .setWhenBusy(whenBusy)
            .setSelection(
                new Selection(1 + random.nextInt(2), 0, Given.ARTICLE.length(), Given.ARTICLE))
            .build());
  }

  /** Only sometimes it is the last message, and nothing runs. */
  private static Input replacing(Random random, int number) {
    return ReplacingTest.replacing(number, "Again", 1 + random.nextInt(MESSAGES + 1));
  }

  private static List<Input> humans(Random random) {
    return List.of(
        Given.abort(1 + random.nextInt(MESSAGES)),
        Given.abort(1 + random.nextInt(MESSAGES)),
        Given.edit(random.nextInt(3), "# Mine\n\n" + random.nextInt()),
        Given.edit(0, "# Mine"),
        Given.edit(1 + random.nextInt(3), "# Mine, too"),
        Given.editToKeep(random.nextInt(3), "# Beside"),
        Given.restore(1 + random.nextInt(3), 1 + random.nextInt(3)),
        replacing(random, MESSAGES + 1),
        replacing(random, MESSAGES + 2),
        Given.command(new RenameConversation("Mine")));
  }
}
