@NullMarked
package io.quillmesh.modelcheck;

import org.jspecify.annotations.NullMarked;
