/**
 * Records from the broker: more at work than there are partitions, acknowledged in order all the
 * same.
 */
@NullMarked
package io.quillmesh.agent.intake;

import org.jspecify.annotations.NullMarked;
