/** {@code ./mesh tune}: trains, compares and checks classifiers. */
@NullMarked
package io.quillmesh.tuning.command;

import org.jspecify.annotations.NullMarked;
