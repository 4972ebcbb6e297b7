/** A trained artefact at work: a message comes in, a label with a confidence goes out. */
@NullMarked
package io.quillmesh.tuning.classifier;

import org.jspecify.annotations.NullMarked;
