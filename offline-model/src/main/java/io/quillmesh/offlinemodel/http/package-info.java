/**
 * As much of HTTP/1.1 as a model's server needs.
 *
 * <p>The JDK's own server would do, but for two things that this one is for: it does not tell a
 * handler that the client hung up before the handler writes, and it can't break off half way.
 */
@NullMarked
package io.quillmesh.offlinemodel.http;

import org.jspecify.annotations.NullMarked;
