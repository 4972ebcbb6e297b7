/** Sharing work among threads, and using again what it needed. */
@NullMarked
package io.quillmesh.tuning.work;

import org.jspecify.annotations.NullMarked;
