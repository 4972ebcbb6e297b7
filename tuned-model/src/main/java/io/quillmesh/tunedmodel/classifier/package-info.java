/** What is known of a task and of each message. */
@NullMarked
package io.quillmesh.tunedmodel.classifier;

import org.jspecify.annotations.NullMarked;
