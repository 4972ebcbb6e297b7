package io.quillmesh.gateway.conversation;

import java.net.URI;

/** Where a conversation, or a list of conversations, can be read just now. */
public sealed interface Location {

  /** On this instance. */
  record Here() implements Location {}

  /**
   * On another instance.
   *
   * @param peer its address, such as {@code http://10.1.2.3:8080}
   */
  record There(URI peer) implements Location {}

  /** It moves from one instance to another, or this instance does not know where it is. */
  record Nowhere() implements Location {}
}
