/** All processes together: they are started in order, watched, started again and stopped. */
@NullMarked
package io.quillmesh.localmesh.supervision;

import org.jspecify.annotations.NullMarked;
