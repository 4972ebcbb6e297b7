/** The report: what was measured, as tables. */
@NullMarked
package io.quillmesh.benchmarks.report;

import org.jspecify.annotations.NullMarked;
