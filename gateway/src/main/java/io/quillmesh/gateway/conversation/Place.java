package io.quillmesh.gateway.conversation;

import java.net.URI;

/** Where a conversation, or a list of conversations, can be read just now. */
public sealed interface Place {

  /** On this instance. */
  record Here() implements Place {}

  /**
   * On another instance.
   *
   * @param peer where that one is reached, such as {@code http://10.1.2.3:8080}
   */
  record There(URI peer) implements Place {}

  /** On its way from one instance to another; or it is not known here where it is. */
  record Nowhere() implements Place {}
}
