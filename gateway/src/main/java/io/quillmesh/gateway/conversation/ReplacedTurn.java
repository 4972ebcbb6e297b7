package io.quillmesh.gateway.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A turn in whose place another one has come.
 *
 * @param messageId the message that it answered
 * @param message what that said
 * @param reply what was answered; null when nothing was
 * @param articleVersion the version that it made; null when it made none
 * @param replacedBy the message that came in its place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplacedTurn(
    String runId,
    String messageId,
    String message,
    @Nullable String reply,
    @Nullable Integer articleVersion,
    String replacedBy) {}
