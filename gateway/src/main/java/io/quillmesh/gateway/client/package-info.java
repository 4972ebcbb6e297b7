/** What a connected client has over any transport: an attachment, a queue, its commands. */
@NullMarked
package io.quillmesh.gateway.client;

import org.jspecify.annotations.NullMarked;
