package io.quillmesh.tuning.math;

import java.lang.foreign.MemorySegment;

/**
 * Rows of floats outside of the heap, little-endian and perhaps not aligned; the next row follows
 * at once.
 */
public record Matrix(MemorySegment segment, int rows, int columns) {}
