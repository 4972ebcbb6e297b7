/** The answers of the intent, context, reply and phase agents' models. */
@NullMarked
package io.quillmesh.offlinemodel.talk;

import org.jspecify.annotations.NullMarked;
