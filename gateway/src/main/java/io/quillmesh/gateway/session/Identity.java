package io.quillmesh.gateway.session;

import io.quillmesh.gateway.conversation.Owner;
import java.time.Instant;

/**
 * What a valid token says.
 *
 * @param owner who asks
 * @param expiresAt until when
 */
public record Identity(Owner owner, Instant expiresAt) {}
