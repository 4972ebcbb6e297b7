/** What clients say and what they are told: ids, frames, rejections and close codes. */
@NullMarked
package io.quillmesh.gateway.protocol;

import org.jspecify.annotations.NullMarked;
