/** Reads what a provider sends: events or one document, thoughts, fences, errors. */
@NullMarked
package io.quillmesh.agent.provider.answer;

import org.jspecify.annotations.NullMarked;
