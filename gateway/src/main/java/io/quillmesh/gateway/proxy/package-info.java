/** What proxies in front say about a request: which client sends it, and to which name. */
@NullMarked
package io.quillmesh.gateway.proxy;

import org.jspecify.annotations.NullMarked;
