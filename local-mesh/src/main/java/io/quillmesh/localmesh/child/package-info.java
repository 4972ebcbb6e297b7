/** What runs inside the child processes, next to programs that are not ours. Depends on nothing. */
@NullMarked
package io.quillmesh.localmesh.child;

import org.jspecify.annotations.NullMarked;
