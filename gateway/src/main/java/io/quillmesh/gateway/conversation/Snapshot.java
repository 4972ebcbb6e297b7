package io.quillmesh.gateway.conversation;

import java.util.List;

/**
 * A conversation at one moment.
 *
 * @param summary its entry in the list
 * @param frames what a new client would get: snapshots and, in mid-turn, the turn's frames so far
 */
public record Snapshot(ConversationSummary summary, List<Frame> frames) {}
