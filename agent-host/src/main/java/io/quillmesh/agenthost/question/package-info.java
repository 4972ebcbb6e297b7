/** What a prompt sees of a request: one JSON document of data. */
@NullMarked
package io.quillmesh.agenthost.question;

import org.jspecify.annotations.NullMarked;
