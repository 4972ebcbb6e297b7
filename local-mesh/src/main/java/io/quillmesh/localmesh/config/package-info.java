/** What a mesh consists of, what it is told, and where it has its files. */
@NullMarked
package io.quillmesh.localmesh.config;

import org.jspecify.annotations.NullMarked;
