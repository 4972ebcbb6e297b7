/** The dead letters of a topic: reading, naming and choosing them. */
@NullMarked
package io.quillmesh.deadletters.letter;

import org.jspecify.annotations.NullMarked;
