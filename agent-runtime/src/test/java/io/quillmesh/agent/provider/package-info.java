@NullMarked
package io.quillmesh.agent.provider;

import org.jspecify.annotations.NullMarked;
