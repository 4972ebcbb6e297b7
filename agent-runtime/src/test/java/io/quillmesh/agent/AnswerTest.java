package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final String SCHEMA =
      """
      {"type":"object","required":["name","age"],"additionalProperties":false,
       "properties":{"name":{"type":"string"},"age":{"type":["integer","null"],"minimum":0}}}
      """;

  record Person(String name, @Nullable Integer age) {}

  private final Answer<Person> person = new Answer<>("person", SCHEMA, Person.class);

  @Test
  void whatFitsIsRead() throws Answer.MisfitException {
    assertThat(person.read("{\"name\":\"Ada\",\"age\":36}")).isEqualTo(new Person("Ada", 36));
    assertThat(person.read("{\"name\":\"Ada\",\"age\":null}")).isEqualTo(new Person("Ada", null));
  }

  @Test
  void whatDoesNotFitIsNamedForTheModelToMend() {
    assertThatExceptionOfType(Answer.MisfitException.class)
        .isThrownBy(() -> person.read("{\"age\":-1,\"born\":1815}"))
        .withMessageContaining("age")
        .withMessageContaining("name");
  }

  @Test
  void whatIsNoJsonIsSaidSo() {
    assertThatExceptionOfType(Answer.MisfitException.class)
        .isThrownBy(() -> person.read("Sure! {\"name\""))
        .withMessageContaining("no complete JSON object");
    assertThatExceptionOfType(Answer.MisfitException.class).isThrownBy(() -> person.read("[]"));
  }

  @Test
  void aBrokenSchemaIsFoundAtTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Answer<>("person", "{\"type\":", Person.class))
        .withMessageContaining("The schema of person is broken");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Answer<>("person", "{\"type\":\"array\"}", Person.class))
        .withMessageContaining("must say \"type\": \"object\"");
  }

  @Test
  void aMissingSchemaIsFoundAtTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Answer.resource("person", "prompts/person.schema.json", Person.class))
        .withMessage("There is no prompts/person.schema.json on the class path");
  }
}
