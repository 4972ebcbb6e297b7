/** What is wrong with a folder, and where: problems with lines, and YAML that knows its lines. */
@NullMarked
package io.quillmesh.agenthost.check;

import org.jspecify.annotations.NullMarked;
