package io.quillmesh.offlinemodel.understanding;

import io.quillmesh.offlinemodel.understanding.words.Language;

/**
 * How a message was understood.
 *
 * @param confidence from 0 to 1
 */
public record Reading(Language language, Intent intent, double confidence, Slots slots) {}
