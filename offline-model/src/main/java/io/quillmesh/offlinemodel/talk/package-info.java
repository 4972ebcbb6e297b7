/** What the context, reply and phase agents' models say. */
@NullMarked
package io.quillmesh.offlinemodel.talk;

import org.jspecify.annotations.NullMarked;
