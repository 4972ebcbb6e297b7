/** Articles as Word documents. */
@NullMarked
package io.quillmesh.gateway.docx;

import org.jspecify.annotations.NullMarked;
