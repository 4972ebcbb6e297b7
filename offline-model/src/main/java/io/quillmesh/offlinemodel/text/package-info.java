/** Resources, and choosing among them by a hash. */
@NullMarked
package io.quillmesh.offlinemodel.text;

import org.jspecify.annotations.NullMarked;
