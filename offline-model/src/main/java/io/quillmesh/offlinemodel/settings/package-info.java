/** What the model can be told to do, at the start and while it runs. */
@NullMarked
package io.quillmesh.offlinemodel.settings;

import org.jspecify.annotations.NullMarked;
