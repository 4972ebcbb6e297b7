/** What the tests of this module share. */
@NullMarked
package io.quillmesh.agenthost.testing;

import org.jspecify.annotations.NullMarked;
