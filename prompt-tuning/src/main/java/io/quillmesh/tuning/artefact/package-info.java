/** What training leaves: one safetensors file, and what it must match to be used. */
@NullMarked
package io.quillmesh.tuning.artefact;

import org.jspecify.annotations.NullMarked;
