/** Who is asking: tokens, anonymous sessions, security headers. */
@NullMarked
package io.quillmesh.gateway.session;

import org.jspecify.annotations.NullMarked;
