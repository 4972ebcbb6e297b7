/** The Kafka cluster and the schema registry that the tool works on. */
@NullMarked
package io.quillmesh.deadletters.cluster;

import org.jspecify.annotations.NullMarked;
