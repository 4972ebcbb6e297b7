/**
 * The contract-test kit, published as this module's test-jar. With it another team's service checks
 * that it and the mesh can still read each other. It needs Avro and JUnit, and none of our other
 * code.
 */
@NullMarked
package io.quillmesh.schemas.contract;

import org.jspecify.annotations.NullMarked;
