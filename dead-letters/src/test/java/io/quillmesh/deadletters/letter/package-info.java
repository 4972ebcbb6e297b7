@NullMarked
package io.quillmesh.deadletters.letter;

import org.jspecify.annotations.NullMarked;
