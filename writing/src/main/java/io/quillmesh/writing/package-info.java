/** What the assistant can do, and what the prompts of several agents show of a turn. */
@NullMarked
package io.quillmesh.writing;

import org.jspecify.annotations.NullMarked;
