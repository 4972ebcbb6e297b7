/** The contracts: Avro records (generated), the topic catalogue, and how records become bytes. */
@NullMarked
package io.quillmesh.schemas;

import org.jspecify.annotations.NullMarked;
