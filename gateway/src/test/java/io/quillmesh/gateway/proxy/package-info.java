@NullMarked
package io.quillmesh.gateway.proxy;

import org.jspecify.annotations.NullMarked;
