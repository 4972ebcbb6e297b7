/** The context agent: what a conversation is about. */
@NullMarked
package io.quillmesh.context;

import org.jspecify.annotations.NullMarked;
