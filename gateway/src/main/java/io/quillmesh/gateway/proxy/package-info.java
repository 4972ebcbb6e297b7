/** What proxies in front say of a request: whose it is, and under which name it was asked. */
@NullMarked
package io.quillmesh.gateway.proxy;

import org.jspecify.annotations.NullMarked;
