/**
 * A model that answers what a small classifier is sure of, and passes everything else on to another
 * model.
 */
@NullMarked
package io.quillmesh.tunedmodel;

import org.jspecify.annotations.NullMarked;
