/** An article's parts and its length. */
@NullMarked
package io.quillmesh.offlinemodel.writing.article;

import org.jspecify.annotations.NullMarked;
