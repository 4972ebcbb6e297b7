package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.answer.AgentAnswer;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.ClaimConversation;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.EditArticle;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Need;
import io.quillmesh.schemas.Phase;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Relation;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.RestoreArticle;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.SubmitMessage;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.WhenBusy;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as clients and agents send them. */
final class Given {
  static final String ARTICLE = "# London\n\nFog, 雾, and the river. 🏛 Then tea.\n";
  static final String REPLY = "Here it is. Try saying: make it non-realist.";
  static final String STREAM = "stream-1";

  static {
    // Avro trusts our records once there is a codec.
    new EventCodec("mock://given", true).close();
  }

  private Given() {}

  static String turnId(int number) {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L + number).toString();
  }

  static Input command(@Nullable Object command) {
    return command("anna", "connection", command);
  }

  static Input command(String subject, String connection, @Nullable Object command) {
    return new Input.Command(
        ClientCommand.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setConversationId(Folding.ID)
            .setSubject(subject)
            .setConnectionId(connection)
            .setCommand(command)
            .build());
  }

  static Input claim() {
    return command(new ClaimConversation());
  }

  static SubmitMessage message(int number, String text) {
    return SubmitMessage.newBuilder()
        .setTurnId(turnId(number))
        .setMessageId("message-" + number)
        .setMessage(text)
        .build();
  }

  static Input submit(int number) {
    return command(message(number, "Help me write a travelogue about London"));
  }

  static Input submit(int number, WhenBusy whenBusy) {
    return command(
        SubmitMessage.newBuilder(message(number, "Make it longer")).setWhenBusy(whenBusy).build());
  }

  static Input abort(int number) {
    return command(AbortTurn.newBuilder().setTurnId(turnId(number)).build());
  }

  static Input edit(int baseVersion, String markdown) {
    return command(new EditArticle(baseVersion, markdown, false));
  }

  /** An edit that is to be kept beside the article if that is another version by now. */
  static Input editToKeep(int baseVersion, String markdown) {
    return command(new EditArticle(baseVersion, markdown, true));
  }

  static Input restore(int baseVersion, int version) {
    return new Input.Command(
        ClientCommand.newBuilder(((Input.Command) command(null)).event())
            .setRestore(new RestoreArticle(baseVersion, version))
            .build());
  }

  static Turn turn(int number) {
    return Turn.newBuilder()
        .setConversationId(Folding.ID)
        .setTurnId(turnId(number))
        .setNumber(number)
        .build();
  }

  static AgentCall call(String agent) {
    return AgentCall.newBuilder()
        .setAgent(agent)
        .setModel("offline-" + agent)
        .setPromptHash("hash-of-" + agent)
        .setLatencyMs(12)
        .setInputTokens(100)
        .setOutputTokens(20)
        .build();
  }

  static Input intent(int number) {
    return new Input.Intent(
        IntentRecognized.newBuilder()
            .setEventId(EventIds.of(turnId(number), Agents.INTENT))
            .setTurn(turn(number))
            .setRecognition(recognition())
            .setCall(call(Agents.INTENT))
            .build());
  }

  static Recognition recognition() {
    return Recognition.newBuilder()
        .setIntent(Intent.GENERATE_ARTICLE)
        .setConfidence(0.9)
        .setSlots(Slots.newBuilder().setTopic("London").build())
        .setCapabilities(List.of("generate-article"))
        .build();
  }

  static Input context(int number) {
    return new Input.Context(
        ContextAnalyzed.newBuilder()
            .setTurn(turn(number))
            .setAnalysis(
                Analysis.newBuilder()
                    .setSummary("A travelogue about London")
                    .setNeeds(List.of(new Need("a travelogue", 90)))
                    .setDecisions(List.of("first person"))
                    .setEntities(
                        List.of(
                            new Entity("place:london", "London", "place"),
                            new Entity("place:thames" + number, "Thames", "place")))
                    .setRelations(
                        List.of(new Relation("place:thames" + number, "in", "place:london")))
                    .build())
            .setCall(call(Agents.CONTEXT))
            .build());
  }

  static Input article(int number) {
    return article(number, STREAM, ARTICLE);
  }

  static Input article(int number, String stream, String markdown) {
    return article(number, stream, markdown, false);
  }

  /** The article that there was, changed. */
  static Input revised(int number, String markdown) {
    ArticleWritten written = ((Input.Article) article(number, STREAM, markdown)).event();
    return new Input.Article(
        ArticleWritten.newBuilder(written)
            .setResult(
                ArticleResult.newBuilder(written.getResult())
                    .setOutcome(ArticleOutcome.REVISED)
                    .build())
            .build());
  }

  private static Input article(int number, String stream, String markdown, boolean unfinished) {
    return new Input.Article(
        ArticleWritten.newBuilder()
            .setConversationId(Folding.ID)
            .setTurnId(turnId(number))
            .setResult(
                ArticleResult.newBuilder()
                    .setOutcome(ArticleOutcome.WRITTEN)
                    .setArticle(new Article(number, "London", markdown, Author.AGENT, unfinished))
                    .setStreamId(stream)
                    .build())
            .setCall(call(Agents.GENERATOR))
            .build());
  }

  static Input unchanged(int number) {
    return new Input.Article(
        ArticleWritten.newBuilder()
            .setConversationId(Folding.ID)
            .setTurnId(turnId(number))
            .setResult(ArticleResult.newBuilder().setOutcome(ArticleOutcome.UNCHANGED).build())
            .build());
  }

  static Input reply(int number) {
    return new Input.Reply(
        ReplyComposed.newBuilder()
            .setConversationId(Folding.ID)
            .setTurnId(turnId(number))
            .setText(REPLY)
            .setStreamId(STREAM)
            .setCall(call(Agents.REPLY))
            .build());
  }

  static Input phase(int number) {
    return new Input.Phase(
        PhaseDecided.newBuilder()
            .setConversationId(Folding.ID)
            .setTurnId(turnId(number))
            .setPhase(Phase.DRAFTING)
            .setChoices(
                List.of(
                    new Choice(
                        "choice-" + number,
                        "Diary",
                        "Use the diary template",
                        Intent.CHOOSE_TEMPLATE,
                        "Diary")))
            .setCall(call(Agents.PHASE))
            .build());
  }

  /** The answer of a declared agent. */
  static Input result(int number, String agent, String json) {
    return new Input.Result(
        new AgentAnswer(agent, Folding.ID, turnId(number), json, STREAM, call(agent)));
  }

  static Input failure(int number, String agent) {
    return new Input.Failure(
        AgentFailed.newBuilder()
            .setTurn(turn(number))
            .setFailure(new Failure(agent, "MODEL_TIMEOUT", "The model did not answer.", 3))
            .setCall(call(agent))
            .build());
  }

  static Input chunk(int number, String agent, String stream, int offset, String text) {
    return new Input.Chunk(
        new TextChunk(Folding.ID, turnId(number), agent, stream, offset, text, false, ""));
  }

  /** A sign that a model thinks. */
  static Input thinking(int number, String agent, String thought) {
    return new Input.Chunk(
        new TextChunk(Folding.ID, turnId(number), agent, STREAM, 0, "", true, thought));
  }

  /** An article that a token limit cut off. */
  static Input unfinished(int number) {
    return article(number, STREAM, ARTICLE, true);
  }

  /** One piece of the text above. */
  static Input chunk(int number, String agent, int from, int to) {
    String text = agent.equals(Agents.GENERATOR) ? ARTICLE : REPLY;
    return chunk(number, agent, STREAM, from, text.substring(from, Math.min(to, text.length())));
  }

  /** A turn in which nothing fails. */
  static Input[] wholeTurn(int number) {
    return new Input[] {
      submit(number),
      intent(number),
      context(number),
      chunk(number, Agents.GENERATOR, 0, 10),
      chunk(number, Agents.GENERATOR, 10, 20),
      phase(number),
      chunk(number, Agents.GENERATOR, 20, 1000),
      article(number),
      chunk(number, Agents.REPLY, 0, 12),
      chunk(number, Agents.REPLY, 12, 1000),
      reply(number)
    };
  }

  /** The agents' answers in a turn that has begun. */
  static Input[] rest(int number) {
    Input[] turn = wholeTurn(number);
    return Arrays.copyOfRange(turn, 1, turn.length);
  }
}
