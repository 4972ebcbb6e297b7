package io.quillmesh.benchmarks.load;

import io.quillmesh.endtoend.client.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message that was sent. Its answer is examined after the measurement.
 *
 * @param nanos the time of sending, by {@link System#nanoTime()}
 * @param failure why the end of its turn was not seen; null if it was seen
 */
record Sent(Topic topic, Message message, long nanos, @Nullable String failure) {}
