package io.quillmesh.endtoend.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Person;

/** Erases conversations. */
final class Erasure {

  private static final int NOT_FOUND = 4404;

  private Erasure() {}

  /** A conversation that this person had: begun, erased and gone. */
  static String erased(Person person) {
    Connection connection = person.open();
    erase(person, connection);
    return connection.conversationId();
  }

  /** Returns when those who watch it have been sent away: then it is done. */
  static void erase(Person person, Connection watching) {
    String path = "/v1/conversations/" + watching.conversationId();
    assertThat(person.call("DELETE", path).status()).isEqualTo(204);
    assertThat(watching.awaitClose()).isEqualTo(NOT_FOUND);
  }
}
