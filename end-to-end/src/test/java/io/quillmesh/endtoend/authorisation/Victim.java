package io.quillmesh.endtoend.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import java.util.List;

/**
 * A person with a conversation that others would like to have.
 *
 * @param secret a word of the message that is also in the article and in the title
 */
record Victim(Person person, String id, String secret, String article, String shown) {

  static Victim with(Gateway gateway, String secret) {
    Person person = gateway.newPerson();
    Connection connection = person.open();
    Run run = connection.say("Write a travelogue about " + secret);
    assertThat(run.succeeded()).isTrue();
    assertThat(run.article()).contains(secret);
    String id = connection.conversationId();
    connection.close();
    return new Victim(person, id, secret, run.article(), show(person, id));
  }

  private static String show(Person person, String id) {
    Person.Answer answer = person.call("GET", "/v1/conversations/" + id);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /** Nothing of the victim's is in somebody else's answer. */
  void isNotIn(Outsider.Answer answer) {
    assertThat(answer.text())
        .doesNotContainIgnoringCase(secret)
        .doesNotContain(person.subject(), person.token());
  }

  /** Everything is as before: title, messages, article, and even the numbers of the frames. */
  void isUnharmed() {
    assertThat(show(person, id)).isEqualTo(shown);
  }

  /** The texts that no log may contain. */
  List<String> texts() {
    return List.of(
        secret, article.lines().filter(line -> line.length() > 40).findFirst().orElse(article));
  }
}
