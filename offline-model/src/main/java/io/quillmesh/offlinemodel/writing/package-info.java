/**
 * Writes articles from prepared sentences and edits them without touching what was not asked about.
 */
@NullMarked
package io.quillmesh.offlinemodel.writing;

import org.jspecify.annotations.NullMarked;
