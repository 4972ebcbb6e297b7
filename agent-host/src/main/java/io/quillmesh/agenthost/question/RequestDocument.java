package io.quillmesh.agenthost.question;

import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Phase;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Relation;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Circumstance;
import io.quillmesh.writing.HistoryLine;
import io.quillmesh.writing.ScoredNeed;
import io.quillmesh.writing.SelectedPassage;
import io.quillmesh.writing.Wishes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the one document that a prompt sees. What there is nothing to say about is left out. */
public final class RequestDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Turn turn;
  private final Map<String, Finding> findings;

  private RequestDocument(AgentRequested request) {
    this.turn = request.getTurn();
    this.findings =
        request.getFindings().stream()
            .collect(
                Collectors.toMap(
                    Finding::getAgent, Function.identity(), (one, _) -> one, LinkedHashMap::new));
  }

  /**
   * The document of a request.
   *
   * @param sees its members, in this order
   */
  public static Map<String, Object> of(AgentRequested request, Set<Part> sees) {
    RequestDocument document = new RequestDocument(request);
    Map<String, Object> members = new LinkedHashMap<>();
    for (Part part : sees) {
      Object value = document.value(part);
      if (!isNothing(value)) {
        members.put(part.key(), value);
      }
    }
    return members;
  }

  private static boolean isNothing(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isBlank();
      case Collection<?> items -> items.isEmpty();
      case Map<?, ?> entries -> entries.isEmpty();
      default -> false;
    };
  }

  private @Nullable Object value(Part part) {
    return switch (part) {
      case MESSAGE -> turn.getMessage();
      case LANGUAGE -> turn.getLanguage();
      case CONTEXT -> Circumstance.of(turn);
      case SELECTION -> SelectedPassage.of(turn);
      case HISTORY -> HistoryLine.of(turn);
      case SUMMARY -> analysis() == null ? turn.getSummary() : analysis().getSummary();
      case DECISIONS -> analysis() == null ? turn.getDecisions() : analysis().getDecisions();
      case ENTITIES ->
          (analysis() == null ? turn.getEntities() : analysis().getEntities())
              .stream().map(Thing::of).toList();
      case RELATIONS ->
          analysis() == null ? null : analysis().getRelations().stream().map(Edge::of).toList();
      case NEEDS -> analysis() == null ? null : ScoredNeed.of(analysis());
      case ARTICLE -> article() == null ? null : Text.of(article());
      case PHASE -> phase() == Phase.UNKNOWN ? null : phase().name();
      case CHOICES -> choices();
      case INTENT -> recognition() == null ? null : recognition().getIntent().name();
      case SLOTS -> recognition() == null ? null : Wishes.of(recognition().getSlots());
      case REPLY -> finding(Agents.REPLY) == null ? null : finding(Agents.REPLY).getReply();
      case ANSWERS -> answers();
    };
  }

  private @Nullable Finding finding(String agent) {
    return findings.get(agent);
  }

  private @Nullable Analysis analysis() {
    Finding context = finding(Agents.CONTEXT);
    return context == null ? null : context.getAnalysis();
  }

  private @Nullable ArticleResult written() {
    Finding generator = finding(Agents.GENERATOR);
    return generator == null ? null : generator.getArticle();
  }

  private @Nullable Article article() {
    ArticleResult written = written();
    return written == null || written.getArticle() == null
        ? turn.getArticle()
        : written.getArticle();
  }

  private @Nullable Recognition recognition() {
    Finding intent = finding(Agents.INTENT);
    if (intent != null && intent.getRecognition() != null) {
      return intent.getRecognition();
    }
    ArticleResult written = written();
    return written == null ? null : written.getRecognition();
  }

  private Phase phase() {
    Finding phase = finding(Agents.PHASE);
    return phase == null || phase.getPhase() == Phase.UNKNOWN ? turn.getPhase() : phase.getPhase();
  }

  private List<Button> choices() {
    Finding phase = finding(Agents.PHASE);
    List<Choice> choices =
        phase == null || phase.getPhase() == Phase.UNKNOWN ? turn.getChoices() : phase.getChoices();
    return choices.stream().map(Button::of).toList();
  }

  private Map<String, JsonNode> answers() {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    findings.forEach((agent, finding) -> {
      if (finding.getAnswer() != null) {
        answers.put(agent, JSON.readTree(finding.getAnswer()));
      }
    });
    return answers;
  }

  /** The article. */
  record Text(int version, String title, String markdown) {
    static Text of(Article article) {
      return new Text(article.getVersion(), article.getTitle(), article.getMarkdown());
    }
  }

  /** Something that the conversation is about. */
  record Thing(String id, String name, String type) {
    static Thing of(Entity entity) {
      return new Thing(entity.getId(), entity.getName(), entity.getType());
    }
  }

  /** How one thing relates to another. */
  record Edge(String from, String type, String to) {
    static Edge of(Relation relation) {
      return new Edge(relation.getFrom(), relation.getType(), relation.getTo());
    }
  }

  /** An offered next step. */
  record Button(String label, String message) {
    static Button of(Choice choice) {
      return new Button(choice.getLabel(), choice.getMessage());
    }
  }
}
