/**
 * Records from the broker: more of them at work than there are partitions, and yet acknowledged in
 * order.
 */
@NullMarked
package io.quillmesh.agent.intake;

import org.jspecify.annotations.NullMarked;
