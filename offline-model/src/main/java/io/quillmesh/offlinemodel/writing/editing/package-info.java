/** Reading which edit a message asks for, and making it in an article. */
@NullMarked
package io.quillmesh.offlinemodel.writing.editing;

import org.jspecify.annotations.NullMarked;
