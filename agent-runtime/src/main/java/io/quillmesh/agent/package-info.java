/** What a service says of its agent: a typed request in, a typed result out. */
@NullMarked
package io.quillmesh.agent;

import org.jspecify.annotations.NullMarked;
