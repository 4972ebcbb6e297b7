package io.quillmesh.gateway.conversation;

/**
 * The person who owns a conversation. No other person can read it, write it or learn that it
 * exists.
 *
 * @param subject the token's {@code sub}
 * @param tenant the token's tenant claim; empty without tenants
 */
public record Owner(String subject, String tenant) {}
