package io.quillmesh.benchmarks.load;

import io.quillmesh.endtoend.client.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message that was sent, to be looked at when nothing is measured any more.
 *
 * @param nanos when, by {@link System#nanoTime()}
 * @param failure why its end was not seen; null when it was
 */
record Sent(Topic topic, Message message, long nanos, @Nullable String failure) {}
