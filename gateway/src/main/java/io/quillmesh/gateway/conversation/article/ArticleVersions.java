package io.quillmesh.gateway.conversation.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quillmesh.gateway.conversation.HostUnavailableException;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.diff.Part;
import io.quillmesh.schemas.Author;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of conversations' articles. Every method gives nothing if there is no such
 * conversation or version for this owner, and throws {@link HostUnavailableException} if the
 * conversation's partition is not here just now.
 */
public interface ArticleVersions {

  /**
   * The versions without their texts, the newest first.
   *
   * @param before only older ones than this; null for all
   * @param limit how many at most
   */
  Optional<Page> list(String conversationId, Owner owner, @Nullable Integer before, int limit);

  /** A version as it is downloaded, the present article when none is named. */
  Optional<ArticleText> article(String conversationId, Owner owner, @Nullable Integer version);

  Optional<Text> get(String conversationId, Owner owner, int version);

  /**
   * What is different.
   *
   * @param from the version to compare with; 0 is no text, null the version that it was made from
   */
  Optional<Diff> diff(String conversationId, Owner owner, int version, @Nullable Integer from);

  /** Who wrote which part of a version. */
  Optional<Provenance> provenance(String conversationId, Owner owner, int version);

  /**
   * A version.
   *
   * @param author who wrote its text
   * @param base the version that it was made from; 0 for a text that was written anew
   * @param createdAt null for a version of an earlier release
   * @param agent the agent that wrote its text; null if a person did, or an earlier release kept it
   * @param promptVariant null when there was only one prompt
   * @param messageId the person's message that led to it
   * @param message the beginning of that message
   * @param restored the version whose text it is; null if it has a text of its own
   * @param unfinished true if it was cut off; else null
   * @param aside true if it never was the article; else null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Version(
      int version,
      Author author,
      int base,
      @Nullable Instant createdAt,
      Size size,
      String title,
      @Nullable String agent,
      @Nullable String model,
      @Nullable String promptHash,
      @Nullable String promptVariant,
      @Nullable String runId,
      @Nullable String messageId,
      @Nullable String message,
      @Nullable Integer restored,
      @Nullable Boolean unfinished,
      @Nullable Boolean aside) {}

  /** How long a text is; the unit is {@code words} or {@code characters}. */
  record Size(int count, String unit) {}

  /**
   * A part of the list.
   *
   * @param current the version that is the article now; 0 when there is none
   * @param more whether there are older ones
   */
  record Page(List<Version> versions, int current, boolean more) {}

  /** A version with its text. */
  record Text(@JsonUnwrapped Version version, String markdown) {}

  /** The way from one version to another. */
  record Diff(int from, int to, List<Part> parts) {}

  /** Who wrote which part of a version; the spans cover its text exactly. */
  record Provenance(int version, List<Span> spans) {}

  /**
   * A part of a text, in UTF-16 units; the end is excluded.
   *
   * @param version the version that it was written in
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Span(
      int start,
      int end,
      int version,
      Author author,
      @Nullable String agent,
      @Nullable String model,
      @Nullable String promptHash,
      @Nullable String runId) {}
}
