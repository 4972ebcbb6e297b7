@NullMarked
package io.quillmesh.gateway.session;

import org.jspecify.annotations.NullMarked;
