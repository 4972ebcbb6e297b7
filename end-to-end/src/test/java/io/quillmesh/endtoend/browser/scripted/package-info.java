/** The page in a browser, without a mesh: a script plays the gateway. */
@NullMarked
package io.quillmesh.endtoend.browser.scripted;

import org.jspecify.annotations.NullMarked;
