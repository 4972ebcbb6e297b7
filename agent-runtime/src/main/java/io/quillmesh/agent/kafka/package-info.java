/**
 * Records to and from the broker: decoding that waits for the registry, publishing that waits for
 * the broker, dead letters with the raw bytes.
 */
@NullMarked
package io.quillmesh.agent.kafka;

import org.jspecify.annotations.NullMarked;
