package io.quillmesh.gateway.protocol;

import io.quillmesh.schemas.SubmitMessage;
import java.util.List;

/**
 * A client's message.
 *
 * @param command the command to its conversation
 * @param leftOut the types of the message's parts that are not text, such as {@code image}, in
 *     their order; the message is answered without them
 */
public record Asked(SubmitMessage command, List<String> leftOut) {}
