/** What HTTP answers when it can't do what was asked: RFC 9457 problem details, all alike. */
@NullMarked
package io.quillmesh.gateway.problem;

import org.jspecify.annotations.NullMarked;
