package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.effects.UnfitRecordException;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.Stored;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.WhenBusy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of a few turns. The agents are others in each, and answer, fail or say nothing, in
 * random order. It notes what must not happen on the way.
 */
final class RandomPlay {
  static final int TURNS = 3;

  private final Random random;
  private final AnyGraph any;
  private AgentGraph current;

  final Folding conversation;
  final List<String> problems = new ArrayList<>();

  /** The agents of each turn that has begun. */
  final Map<Integer, AgentGraph> graphs = new TreeMap<>();

  /** Who was asked in which turn. */
  final Set<String> asked = new HashSet<>();

  /** What is on its way. */
  private final List<Runnable> underWay = new ArrayList<>();

  private final Set<String> askedDirectly = new HashSet<>();

  /** The last turn that has begun; a message that interrupts goes before those that wait. */
  private int newest;

  private int turnsSeen;
  private int requestsSeen;
  private int failuresSeen;

  RandomPlay(int seed) {
    random = new Random(seed);
    any = new AnyGraph(random);
    current = any.next();
    conversation = new Folding(Folding.settings(() -> current));
    conversation.apply(Given.claim());
  }

  void run() {
    for (int number = 1; number <= TURNS; number++) {
      current = any.next();
      WhenBusy busy = random.nextInt(4) == 0 ? WhenBusy.INTERRUPT : WhenBusy.ENQUEUE;
      apply(Given.submit(number, busy));
      // Some turns begin while others run.
      int most = random.nextInt(60);
      for (int i = 0; i < most && !underWay.isEmpty(); i++) {
        step(number);
      }
    }
    while (!underWay.isEmpty()) {
      step(TURNS);
    }
    // A deadline may let the next agent begin, and the next turn.
    for (int i = 0; i < 10 * TURNS; i++) {
      pass(Duration.ofSeconds(100));
      List<Runnable> rest = List.copyOf(underWay);
      underWay.clear();
      rest.forEach(Runnable::run);
    }
  }

  private void step(int newest) {
    Runnable next = underWay.get(random.nextInt(underWay.size()));
    // Events may come twice.
    if (random.nextInt(6) > 0) {
      underWay.remove(next);
    }
    next.run();
    switch (random.nextInt(60)) {
      case 0, 1 -> pass(Duration.ofSeconds(random.nextInt(60)));
      case 2 -> conversation.movesToEpoch("epoch" + random.nextInt());
      case 3 -> apply(Given.abort(1 + random.nextInt(newest)));
      case 4 -> disturb();
      case 5 -> current = any.next();
      default -> {}
    }
  }

  /** The clock is only where the fold has asked for it. */
  private void pass(Duration time) {
    conversation.now = conversation.now.plus(time);
    if (conversation.wakeUp instanceof Effects.WakeUp.At(Instant deadline)
        && !deadline.isAfter(conversation.now)) {
      apply(new Input.Clock(Folding.ID));
    }
  }

  private void apply(Input input) {
    conversation.apply(input);
    hear();
  }

  /** Somebody answers who was not asked. */
  private void disturb() {
    Map<String, String> before = conversation.readable();
    RunningTurn running = new Stored(conversation.pieces::get, Folding.ID).turn();
    int number = running == null ? 1 : (int) running.number();
    for (Input input :
        List.of(
            Given.result(turnId(running, number), "stranger", "{}"),
            Given.failure(turnId(running, number), "stranger"),
            Given.chunk(turnId(running, number), "stranger", "s", 0, "Look here"))) {
      boolean refused = false;
      try {
        conversation.apply(input);
      } catch (UnfitRecordException e) {
        refused = e.reason().equals("NOT_ASKED");
      }
      check(refused || running == null, "not refused: " + input);
    }
    check(before.equals(conversation.readable()), "a stranger changed something");
  }

  /** A test's number of a turn is in its id; it may have begun as another one. */
  private static int turnId(@Nullable RunningTurn running, int otherwise) {
    return running == null ? otherwise : number(running.turnId());
  }

  static int number(String turnId) {
    return Integer.parseInt(turnId.substring(turnId.length() - 4), 16);
  }

  /** Takes what the fold has emitted. */
  private void hear() {
    Stored stored = new Stored(conversation.pieces::get, Folding.ID);
    var turns = conversation.emitted(Topics.TURNS);
    for (; turnsSeen < turns.size(); turnsSeen++) {
      int number = number(turns.get(turnsSeen).getTurn().getTurnId());
      RunningTurn begun = stored.turn();
      check(begun != null && number(begun.turnId()) == number, "it does not run: " + number);
      if (begun != null) {
        newest = number;
        graphs.put(number, begun.graph());
        begun.graph().cards().stream()
            .filter(card -> card.trigger() == Trigger.TURN)
            .forEach(card -> answer(number, card));
      }
    }
    List<AgentRequested> requests = conversation.emitted(Topics.REQUESTS);
    for (; requestsSeen < requests.size(); requestsSeen++) {
      AgentRequested request = requests.get(requestsSeen);
      int number = number(request.getTurn().getTurnId());
      checkRequest(number, request);
      answer(number, card(number, request.getAgent()));
    }
    var failures = conversation.emitted(Topics.FAILURES);
    for (; failuresSeen < failures.size(); failuresSeen++) {
      Input own = new Input.Failure(failures.get(failuresSeen));
      underWay.add(() -> apply(own));
    }
  }

  /** An agent was asked: its answer is on its way, and agents that wait for it get it. */
  private void answer(int number, AgentCard card) {
    String agent = card.name();
    if (card.output() == AgentOutput.TEXT) {
      underWay.add(() -> apply(Given.chunk(number, agent, 0, 7)));
      underWay.add(() -> apply(Given.chunk(number, agent, 7, 12)));
    }
    switch (random.nextInt(10)) {
      case 0 -> underWay.add(() -> apply(Given.failure(number, agent)));
      case 1 -> {}
      default -> {
        underWay.add(() -> apply(answerOf(number, card)));
        graph(number).cards().stream()
            .filter(next -> next.trigger() == Trigger.RESULT && next.after().contains(agent))
            .filter(next -> askedDirectly.add(number + next.name()))
            .forEach(next -> answer(number, next));
      }
    }
  }

  private static Input answerOf(int number, AgentCard card) {
    return switch (card.name()) {
      case Agents.INTENT -> Given.intent(number);
      case Agents.CONTEXT -> Given.context(number);
      case Agents.GENERATOR -> Given.article(number);
      case Agents.REPLY -> Given.reply(number);
      case Agents.PHASE -> Given.phase(number);
      default ->
          Given.result(
              number,
              card.name(),
              card.output() == AgentOutput.TEXT
                  ? Json.string(Given.REPLY)
                  : "{\"of\":" + number + "}");
    };
  }

  private void checkRequest(int number, AgentRequested request) {
    AgentCard card = card(number, request.getAgent());
    String who = card.name() + " of " + number;
    check(card.trigger() == Trigger.REQUEST, "asked by the wrong one: " + who);
    check(asked.add(number + card.name()), "asked twice: " + who);
    check(
        request.getFindings().stream().map(Finding::getAgent).toList().equals(card.after()),
        "told of others: " + request.getFindings());
    check(request.getTurn().getMessage().equals("Make it longer"), "not told the message: " + who);
    RunningTurn turn = turn(number);
    if (turn == null) {
      // The turn has ended with this event, and the next one has begun, for which it was given up.
      check(!card.endsTurn() && number != newest, "unknown turn: " + who);
      return;
    }
    if (!card.intents().isEmpty()) {
      check(turn.agent(Agents.INTENT) instanceof AgentState.Done, who + " before the intent");
      check(card.intents().contains(Intent.GENERATE_ARTICLE.name()), who + " is not concerned");
    }
    for (Finding finding : request.getFindings()) {
      AgentState state = turn.agent(finding.getAgent());
      boolean failed = finding.getFailure() != null;
      check(state.isOver(), who + " before " + finding.getAgent());
      check(failed == state instanceof AgentState.Failed, who + " told wrongly of " + finding);
      check(
          card.proceeds() || state instanceof AgentState.Done, who + " asked in spite of " + state);
      check(
          !(state instanceof AgentState.Done) || hasAnswer(finding),
          who + " not told what was found: " + finding);
    }
  }

  private static boolean hasAnswer(Finding finding) {
    return switch (finding.getAgent()) {
      case Agents.INTENT -> finding.getRecognition() != null;
      case Agents.CONTEXT -> finding.getAnalysis() != null;
      case Agents.GENERATOR -> finding.getArticle() != null;
      case Agents.REPLY -> finding.getReply() != null;
      case Agents.PHASE -> !finding.getChoices().isEmpty();
      default -> finding.getAnswer() != null;
    };
  }

  private @Nullable RunningTurn turn(int number) {
    Stored stored = new Stored(conversation.pieces::get, Folding.ID);
    RunningTurn running = stored.turn();
    return running != null && number(running.turnId()) == number
        ? running
        : stored.ended().turn(Given.turnId(number));
  }

  AgentGraph graph(int number) {
    return graphs.getOrDefault(number, new AgentGraph(List.of()));
  }

  AgentCard card(int number, String name) {
    return graph(number).card(name).orElseThrow();
  }

  private void check(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
