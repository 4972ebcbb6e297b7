/** What the tool shows of letters: the overview and the details of one. */
@NullMarked
package io.quillmesh.deadletters.view;

import org.jspecify.annotations.NullMarked;
