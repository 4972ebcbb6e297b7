/** Completing a request: finding the answer, delivering it, failing on purpose, and counting. */
@NullMarked
package io.quillmesh.offlinemodel.completion;

import org.jspecify.annotations.NullMarked;
