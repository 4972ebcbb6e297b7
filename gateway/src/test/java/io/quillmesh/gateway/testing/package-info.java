@NullMarked
package io.quillmesh.gateway.testing;

import org.jspecify.annotations.NullMarked;
