/** Who is asking: tokens, anonymous sessions, allowed origins, security headers. */
@NullMarked
package io.quillmesh.gateway.session;

import org.jspecify.annotations.NullMarked;
