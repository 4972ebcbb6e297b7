/** Tests of the whole: with Kafka Streams' test driver, and with a real broker. */
@NullMarked
package io.quillmesh.gateway.conversation.local;

import org.jspecify.annotations.NullMarked;
