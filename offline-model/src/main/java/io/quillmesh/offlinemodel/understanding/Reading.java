package io.quillmesh.offlinemodel.understanding;

/**
 * How a message was understood.
 *
 * @param confidence from 0 to 1
 */
public record Reading(Language language, Intent intent, double confidence, Slots slots) {}
