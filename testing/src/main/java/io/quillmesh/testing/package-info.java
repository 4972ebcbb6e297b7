/** A real broker, a real registry and real reverse proxies for the tests of every module. */
@NullMarked
package io.quillmesh.testing;

import org.jspecify.annotations.NullMarked;
