/** How many clients may come, how often, and what operators see of it. */
@NullMarked
package io.quillmesh.gateway.limits;

import org.jspecify.annotations.NullMarked;
