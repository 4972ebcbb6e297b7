package io.quillmesh.gateway.protocol;

import org.apache.avro.specific.SpecificRecord;

/** What a client sends over its WebSocket. */
public sealed interface ClientFrame {

  /** A message of a person. */
  record Message(Asked asked) implements ClientFrame {}

  /** Something else for its conversation: an abort, an edit. */
  record Command(SpecificRecord command) implements ClientFrame {}

  /** Asks for a sign of life: scripts in a browser do not see the protocol's own pings. */
  record Ping() implements ClientFrame {}
}
