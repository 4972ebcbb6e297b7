/** Permissions, tried from outside, and what erasing a conversation leaves. */
@NullMarked
package io.quillmesh.endtoend.authorisation;

import org.jspecify.annotations.NullMarked;
