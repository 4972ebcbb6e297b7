package io.quillmesh.gateway.conversation.agui;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation's clients share. A member that is not known yet is absent; a change replaces
 * a whole member.
 *
 * @param agents what each agent did in the running, or else in the last turn, by name
 * @param results what declared agents have answered last, as JSON, by name
 * @param feedback what the person thinks of replies, by message id, and of versions, as {@code
 *     version/3}
 */
public record SharedState(
    @Nullable Intent intent,
    @Nullable Context context,
    @Nullable String phase,
    @Nullable List<Choice> choices,
    @Nullable Article article,
    @Nullable Map<String, AgentStatus> agents,
    @Nullable Map<String, Object> results,
    @Nullable Map<String, Opinion> feedback) {

  /** What the newest message asked for. */
  public record Intent(String name, double confidence, Map<String, String> slots) {}

  /** What the conversation is about. Entities and relations are merged over the turns. */
  public record Context(
      String summary,
      List<Need> needs,
      List<String> decisions,
      List<Entity> entities,
      List<Relation> relations) {}

  /** Something that the person wants; the score is from 0 to 100. */
  public record Need(String need, int score) {}

  /** Something that the conversation speaks of. */
  public record Entity(String id, String name, String type) {}

  /** How two entities relate, by their ids. */
  public record Relation(String from, String type, String to) {}

  /** A next step to offer. */
  public record Choice(
      String id, String label, String message, String intent, @Nullable String template) {}

  /**
   * The newest version of the article.
   *
   * @param author {@code AGENT} or {@code PERSON}
   * @param size how long it is, as people who write in its language count
   * @param unfinished true if it was cut off before its end; else null
   */
  public record Article(
      int version,
      String title,
      String markdown,
      String author,
      Size size,
      @Nullable Boolean unfinished) {}

  /** How long a text is; the unit is {@code words} or {@code characters}. */
  public record Size(int count, String unit) {}

  /**
   * What a person thinks of a reply or a version.
   *
   * @param rating {@code good} or {@code bad}
   */
  public record Opinion(String rating, @Nullable String reason) {}

  /**
   * What an agent does or did in a turn.
   *
   * @param status {@code WAITING}, {@code WORKING}, {@code DONE}, {@code FAILED}, {@code CANCELLED}
   *     or {@code SKIPPED}
   * @param ms how long its work took
   * @param model empty when it needed none
   */
  public record AgentStatus(
      String status,
      @Nullable Long ms,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      @Nullable String model) {}
}
