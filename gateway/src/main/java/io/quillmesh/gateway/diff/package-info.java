/** What two texts have in common, and who wrote which part of a text. Knows no conversations. */
@NullMarked
package io.quillmesh.gateway.diff;

import org.jspecify.annotations.NullMarked;
