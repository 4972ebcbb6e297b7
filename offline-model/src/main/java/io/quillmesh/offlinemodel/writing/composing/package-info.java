/** Composing new articles from templates and prepared sentences. */
@NullMarked
package io.quillmesh.offlinemodel.writing.composing;

import org.jspecify.annotations.NullMarked;
