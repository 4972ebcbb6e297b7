/**
 * The part of HTTP/1.1 that a model's server needs.
 *
 * <p>The JDK's own server lacks two things: it does not tell a handler that the client hung up
 * before the handler writes, and it cannot break off halfway.
 */
@NullMarked
package io.quillmesh.offlinemodel.http;

import org.jspecify.annotations.NullMarked;
