package io.quillmesh.gateway.conversation;

/**
 * Whose a conversation is: nobody else can read it, write it or learn that it exists.
 *
 * @param subject the token's {@code sub}
 * @param tenant the token's tenant claim; empty without tenants
 */
public record Owner(String subject, String tenant) {}
