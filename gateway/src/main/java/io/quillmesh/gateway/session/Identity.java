package io.quillmesh.gateway.session;

import io.quillmesh.gateway.conversation.Owner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a valid token says.
 *
 * @param owner who asks
 * @param expiresAt until when
 * @param origin of the gateway's own page that was given the token; null when it was no page, or
 *     when another issuer gave it
 */
public record Identity(Owner owner, Instant expiresAt, @Nullable String origin) {}
