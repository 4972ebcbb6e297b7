/** Trainings as a whole: data and encoder in, what was trained and its scores out. */
@NullMarked
package io.quillmesh.tuning.run;

import org.jspecify.annotations.NullMarked;
