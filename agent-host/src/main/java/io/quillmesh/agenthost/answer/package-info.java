/** An agent's answer: its Avro schema, the JSON schema that follows from it, and the records. */
@NullMarked
package io.quillmesh.agenthost.answer;

import org.jspecify.annotations.NullMarked;
