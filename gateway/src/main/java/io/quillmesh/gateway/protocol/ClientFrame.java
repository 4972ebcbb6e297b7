package io.quillmesh.gateway.protocol;

import org.apache.avro.specific.SpecificRecord;

/** What a client sends over its WebSocket. */
public sealed interface ClientFrame {

  /** A message of a person. */
  record Message(Asked asked) implements ClientFrame {}

  /** Another command to its conversation: such as an abort or an edit. */
  record Command(SpecificRecord command) implements ClientFrame {}

  /**
   * Asks whether the connection is alive: scripts in a browser do not see the protocol's own pings.
   */
  record Ping() implements ClientFrame {}
}
