/** What is to be recognised, and the labelled messages that show it. */
@NullMarked
package io.quillmesh.tuning.data;

import org.jspecify.annotations.NullMarked;
