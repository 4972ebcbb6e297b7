package io.quillmesh.endtoend.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Person;

/** Erases conversations. */
final class Erasure {

  private static final int NOT_FOUND = 4404;

  private Erasure() {}

  /** A former conversation of this person: begun, erased and gone. */
  static String erased(Person person) {
    Connection connection = person.open();
    erase(person, connection);
    return connection.conversationId();
  }

  /** Returns when its watchers have been disconnected. Then the erasure is done. */
  static void erase(Person person, Connection watching) {
    String path = "/v1/conversations/" + watching.conversationId();
    assertThat(person.call("DELETE", path).status()).isEqualTo(204);
    assertThat(watching.awaitClose()).isEqualTo(NOT_FOUND);
  }
}
