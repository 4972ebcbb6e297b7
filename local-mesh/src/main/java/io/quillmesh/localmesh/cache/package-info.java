/** Start-up caches of the programs: how they are made and used. */
@NullMarked
package io.quillmesh.localmesh.cache;

import org.jspecify.annotations.NullMarked;
