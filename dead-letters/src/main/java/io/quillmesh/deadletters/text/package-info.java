/** How the tool prints: text that a terminal can show, tables and JSON. */
@NullMarked
package io.quillmesh.deadletters.text;

import org.jspecify.annotations.NullMarked;
