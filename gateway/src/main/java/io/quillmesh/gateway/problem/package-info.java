/** HTTP answers to requests that cannot be served: RFC 9457 problem details, all alike. */
@NullMarked
package io.quillmesh.gateway.problem;

import org.jspecify.annotations.NullMarked;
