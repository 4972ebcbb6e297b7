/** What a request to a model consists of, and the form of it that a model takes. */
@NullMarked
package io.quillmesh.agent.model.request;

import org.jspecify.annotations.NullMarked;
