package io.quillmesh.offlinemodel.understanding;

/**
 * What a message was understood to ask for.
 *
 * @param confidence from 0 to 1
 */
public record Reading(Language language, Intent intent, double confidence, Slots slots) {}
