/** Text resources, and choices among them by a hash. */
@NullMarked
package io.quillmesh.offlinemodel.text;

import org.jspecify.annotations.NullMarked;
