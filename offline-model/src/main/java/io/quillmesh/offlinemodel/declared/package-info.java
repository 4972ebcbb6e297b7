/** Answers for agents that this model does not know: by their JSON schema, or as a short text. */
@NullMarked
package io.quillmesh.offlinemodel.declared;

import org.jspecify.annotations.NullMarked;
