/** Reads what a message asks for, in Chinese and English, with the patterns in the resources. */
@NullMarked
package io.quillmesh.offlinemodel.understanding;

import org.jspecify.annotations.NullMarked;
