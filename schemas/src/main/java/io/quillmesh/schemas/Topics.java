package io.quillmesh.schemas;

import io.quillmesh.schemas.Topic.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every topic, named once. All but {@link #CARDS} are deleted by age and never compacted: the state
 * is in the changelogs of their consumers.
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

  /** From the gateway to the agents that it asks: the reply agent, and all that are declared. */
  public static final Topic<AgentRequested> REQUESTS =
      conversation(
          "conversation.requests", AgentRequested.class, Duration.ofDays(7), Groups.REPLY_SERVICE);

  /** From the reply agent to the gateway. */
  public static final Topic<ReplyComposed> REPLIES =
      conversation("conversation.replies", ReplyComposed.class, Duration.ofDays(7), Groups.GATEWAY);

  /** From the phase agent to the gateway. */
  public static final Topic<PhaseDecided> PHASES =
      conversation("conversation.phases", PhaseDecided.class, Duration.ofDays(7), Groups.GATEWAY);

  /**
   * From declared agents to the gateway. Each has a record type of its own, so this entry has no
   * schema: see {@link #results}.
   */
  public static final Topic<GenericRecord> RESULTS =
      new Topic<>(
          "conversation.results",
          GenericRecord.class,
          null,
          Key.CONVERSATION,
          Duration.ofDays(7),
          Set.of(Groups.GATEWAY));

  /** Text while it is being written; from agents that write texts to the gateway. */
  public static final Topic<TextChunk> CHUNKS =
      conversation("conversation.chunks", TextChunk.class, Duration.ofHours(6), Groups.GATEWAY);

  /** From any agent, and from the gateway for a silent one, to the gateway. */
  public static final Topic<AgentFailed> FAILURES =
      conversation("conversation.failures", AgentFailed.class, Duration.ofDays(7), Groups.GATEWAY);

  /**
   * What people think of replies and articles; from the gateway to whoever improves prompts, who
   * does so over months.
   */
  public static final Topic<FeedbackGiven> FEEDBACK =
      conversation("conversation.feedback", FeedbackGiven.class, Duration.ofDays(90));

  /** The content of lists of conversations; from the gateway to the gateway. */
  public static final Topic<ConversationIndexed> INDEX =
      new Topic<>(
          "conversation.index",
          ConversationIndexed.class,
          Key.SUBJECT,
          Duration.ofDays(7),
          Set.of(Groups.GATEWAY));

  /** The agents that there are; from each of them to the gateways and tools. Compacted. */
  public static final Topic<AgentCard> CARDS =
      new Topic<>(
          "mesh.agents",
          AgentCard.class,
          Key.AGENT,
          Duration.ofDays(7),
          Set.of(Groups.GATEWAY_CARDS));

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
          RESULTS,
          CHUNKS,
          FAILURES,
          FEEDBACK,
          INDEX,
          CARDS);

  private Topics() {}

  /**
   * The topic of results with the records of one declared agent.
   *
   * @param schema the agent's result, see {@link ResultSchemas}
   */
  public static Topic<GenericRecord> results(Schema schema) {
    return new Topic<>(
        RESULTS.name(),
        RESULTS.type(),
        schema,
        RESULTS.key(),
        RESULTS.retention(),
        RESULTS.readers());
  }

  /** The topics with one type of record. */
  public static Stream<Topic<?>> ofOneType() {
    return ALL.stream().filter(Topic::isOfOneType);
  }

  private static <T extends SpecificRecord> Topic<T> conversation(
      String name, Class<T> type, Duration retention, String... readers) {
    return new Topic<>(name, type, Key.CONVERSATION, retention, Set.of(readers));
  }
}
