/** Prompts: resources with named placeholders, checked at start-up, replaceable by a folder. */
@NullMarked
package io.quillmesh.agent.prompt;

import org.jspecify.annotations.NullMarked;
