/** Languages, and the words, numbers and patterns by which messages are read. */
@NullMarked
package io.quillmesh.offlinemodel.understanding.words;

import org.jspecify.annotations.NullMarked;
