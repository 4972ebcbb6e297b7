/**
 * The dialects of OpenAI-compatible providers. What a provider really sends is read here and handed
 * on to Spring AI's client as what OpenAI documents; what it refuses becomes one kind of exception.
 */
@NullMarked
package io.quillmesh.agent.provider;

import org.jspecify.annotations.NullMarked;
