/** Conversations and their articles over plain HTTP. */
@NullMarked
package io.quillmesh.gateway.http;

import org.jspecify.annotations.NullMarked;
