/** Writes articles from prepared sentences, and edits them without touching anything else. */
@NullMarked
package io.quillmesh.offlinemodel.writing;

import org.jspecify.annotations.NullMarked;
