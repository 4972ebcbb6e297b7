@NullMarked
package io.quillmesh.deadletters;

import org.jspecify.annotations.NullMarked;
