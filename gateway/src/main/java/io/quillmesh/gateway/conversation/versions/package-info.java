/** The versions of the article: what is kept of each, how they are listed, and who wrote what. */
@NullMarked
package io.quillmesh.gateway.conversation.versions;

import org.jspecify.annotations.NullMarked;
