/**
 * The contract-test kit, published as this module's test-jar: with it another team's service checks
 * that it and the mesh still read each other. It needs Avro and JUnit, and nothing else of ours.
 */
@NullMarked
package io.quillmesh.schemas.contract;

import org.jspecify.annotations.NullMarked;
