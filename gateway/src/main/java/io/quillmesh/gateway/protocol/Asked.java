package io.quillmesh.gateway.protocol;

import io.quillmesh.schemas.SubmitMessage;
import java.util.List;

/**
 * A message of a client.
 *
 * @param command what it asks of its conversation
 * @param leftOut the types of the message's parts that are no text, such as {@code image}, in their
 *     order; it is answered without them
 */
public record Asked(SubmitMessage command, List<String> leftOut) {}
