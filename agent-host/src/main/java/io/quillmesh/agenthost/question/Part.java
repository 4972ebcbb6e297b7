package io.quillmesh.agenthost.question;

import io.quillmesh.schemas.Agents;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A part of a request that a prompt may see, as {@code sees} in agent.yml names it. */
public enum Part {
  /** What the person wrote. */
  MESSAGE,
  /** The language of the interface. */
  LANGUAGE,
  /** What the client's application says of the person's situation. */
  CONTEXT,
  /** The passage of the article that the message is about. */
  SELECTION,
  /** Earlier messages. */
  HISTORY,
  /** What was said so far; after the context agent, this message included. */
  SUMMARY,
  /** What was decided so far; after the context agent, this message included. */
  DECISIONS,
  /** What the conversation is about; after the context agent, this message included. */
  ENTITIES,
  /** How that relates. */
  RELATIONS(Agents.CONTEXT),
  /** What the person wants, with scores. */
  NEEDS(Agents.CONTEXT),
  /** The article; after the generator, as it is then. */
  ARTICLE,
  /** The writing phase; after the phase agent, as it is then. */
  PHASE,
  /** The buttons that are offered; after the phase agent, as they are then. */
  CHOICES,
  /** What the message asks for. */
  INTENT(Agents.INTENT, Agents.GENERATOR),
  /** What it says about that. */
  SLOTS(Agents.INTENT, Agents.GENERATOR),
  /** The reply to the person. */
  REPLY(Agents.REPLY),
  /** The answers of declared agents, by name. */
  ANSWERS;

  private final List<String> sources;

  Part(String... sources) {
    this.sources = List.of(sources);
  }

  /** As agent.yml and the document name it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part of this name. */
  public static Optional<Part> of(String key) {
    return Arrays.stream(values()).filter(part -> part.key().equals(key)).findFirst();
  }

  /** All names, for messages. */
  public static String keys() {
    return Arrays.stream(values()).map(Part::key).collect(Collectors.joining(", "));
  }

  /**
   * Which agent has to be in {@code after} for this part to be there, in words; empty if none is
   * missing.
   */
  public Optional<String> missing(List<String> after) {
    boolean isThere =
        this == ANSWERS
            ? !after.stream().allMatch(Agents::isBuiltIn)
            : sources.isEmpty() || sources.stream().anyMatch(after::contains);
    return isThere
        ? Optional.empty()
        : Optional.of(this == ANSWERS ? "a declared agent" : String.join(" or ", sources));
  }
}
