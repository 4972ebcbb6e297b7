package io.quillmesh.schemas;

import io.quillmesh.schemas.Topic.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every topic, named once. All are deleted by age and never compacted: the state is in the
 * changelogs of their consumers.
 */
public final class Topics {

  /** Commands of clients; from the gateway's edge to its conversations. */
  public static final Topic<ClientCommand> COMMANDS =
      conversation(
          "conversation.commands", ClientCommand.class, Duration.ofDays(7), Groups.GATEWAY);

  /** Started turns; from the gateway to the intent and the context agent. */
  public static final Topic<TurnStarted> TURNS =
      conversation(
          "conversation.turns",
          TurnStarted.class,
          Duration.ofDays(7),
          Groups.INTENT_SERVICE,
          Groups.CONTEXT_SERVICE);

  /** Stopped turns; from the gateway to every instance of every agent. */
  public static final Topic<TurnCancelled> CANCELLATIONS =
      conversation(
          "conversation.cancellations",
          TurnCancelled.class,
          Duration.ofDays(1),
          Groups.INTENT_SERVICE,
          Groups.CONTEXT_SERVICE,
          Groups.GENERATOR_SERVICE,
          Groups.REPLY_SERVICE,
          Groups.PHASE_SERVICE);

  /** From the intent agent to the generator and the gateway. */
  public static final Topic<IntentRecognized> INTENTS =
      conversation(
          "conversation.intents",
          IntentRecognized.class,
          Duration.ofDays(7),
          Groups.GENERATOR_SERVICE,
          Groups.GATEWAY);

  /** From the context agent to the phase agent and the gateway. */
  public static final Topic<ContextAnalyzed> CONTEXTS =
      conversation(
          "conversation.contexts",
          ContextAnalyzed.class,
          Duration.ofDays(7),
          Groups.PHASE_SERVICE,
          Groups.GATEWAY);

  /** From the generator to the gateway. */
  public static final Topic<ArticleWritten> ARTICLES =
      conversation(
          "conversation.articles", ArticleWritten.class, Duration.ofDays(7), Groups.GATEWAY);

  /** From the gateway to agents that come after several others: the reply agent. */
  public static final Topic<AgentRequested> REQUESTS =
      conversation(
          "conversation.requests", AgentRequested.class, Duration.ofDays(7), Groups.REPLY_SERVICE);

  /** From the reply agent to the gateway. */
  public static final Topic<ReplyComposed> REPLIES =
      conversation("conversation.replies", ReplyComposed.class, Duration.ofDays(7), Groups.GATEWAY);

  /** From the phase agent to the gateway. */
  public static final Topic<PhaseDecided> PHASES =
      conversation("conversation.phases", PhaseDecided.class, Duration.ofDays(7), Groups.GATEWAY);

  /** Text while it is being written; from the generator and the reply agent to the gateway. */
  public static final Topic<TextChunk> CHUNKS =
      conversation("conversation.chunks", TextChunk.class, Duration.ofHours(6), Groups.GATEWAY);

  /** From any agent, and from the gateway for a silent one, to the gateway. */
  public static final Topic<AgentFailed> FAILURES =
      conversation("conversation.failures", AgentFailed.class, Duration.ofDays(7), Groups.GATEWAY);

  /** The content of lists of conversations; from the gateway to the gateway. */
  public static final Topic<ConversationIndexed> INDEX =
      new Topic<>(
          "conversation.index",
          ConversationIndexed.class,
          Key.SUBJECT,
          Duration.ofDays(7),
          Set.of(Groups.GATEWAY));

  /**
   * What operators did about dead letters: replayed or dropped them. JSON, only for the operators'
   * tool.
   */
  public static final String HANDLED_DEAD_LETTERS = "dead-letters.handled";

  /** All topics with events. */
  public static final List<Topic<?>> ALL =
      List.of(
          COMMANDS,
          TURNS,
          CANCELLATIONS,
          INTENTS,
          CONTEXTS,
          ARTICLES,
          REQUESTS,
          REPLIES,
          PHASES,
          CHUNKS,
          FAILURES,
          INDEX);

  private Topics() {}

  private static <T extends SpecificRecord> Topic<T> conversation(
      String name, Class<T> type, Duration retention, String... readers) {
    return new Topic<>(name, type, Key.CONVERSATION, retention, Set.of(readers));
  }
}
