/** What people see when something breaks: a clear error, an end of the turn, and a next turn. */
@NullMarked
package io.quillmesh.endtoend.faults;

import org.jspecify.annotations.NullMarked;
