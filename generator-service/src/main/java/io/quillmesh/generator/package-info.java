/** The generator: writes and revises the article. */
@NullMarked
package io.quillmesh.generator;

import org.jspecify.annotations.NullMarked;
