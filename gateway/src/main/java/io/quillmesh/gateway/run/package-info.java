/** AG-UI runs over HTTP, as event streams. */
@NullMarked
package io.quillmesh.gateway.run;

import org.jspecify.annotations.NullMarked;
