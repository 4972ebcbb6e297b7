/** Tests of the page that browsers get. */
@NullMarked
package io.quillmesh.gateway.page;

import org.jspecify.annotations.NullMarked;
