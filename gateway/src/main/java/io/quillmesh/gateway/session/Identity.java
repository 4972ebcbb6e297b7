package io.quillmesh.gateway.session;

import io.quillmesh.gateway.conversation.Owner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a valid token says.
 *
 * @param owner the person who asks
 * @param expiresAt the end of the token
 * @param origin the origin of the gateway's own page that got the token; null if no page got it, or
 *     if another issuer made it
 */
public record Identity(Owner owner, Instant expiresAt, @Nullable String origin) {}
