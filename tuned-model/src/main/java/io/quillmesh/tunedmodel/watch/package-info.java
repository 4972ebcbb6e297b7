/** What operators see: counts, times, and whether messages are still like those of the training. */
@NullMarked
package io.quillmesh.tunedmodel.watch;

import org.jspecify.annotations.NullMarked;
