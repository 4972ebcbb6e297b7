package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputSchemaTest {
  private static final String SCHEMA =
      """
      {"type":"object","required":["name","age"],"additionalProperties":false,
       "properties":{"name":{"type":"string"},"age":{"type":["integer","null"],"minimum":0}}}
      """;

  record Person(String name, @Nullable Integer age) {}

  private final OutputSchema<Person> person = new OutputSchema<>("person", SCHEMA, Person.class);

  @Test
  void whatFitsIsRead() throws OutputSchema.MisfitException {
    assertThat(person.read("{\"name\":\"Ada\",\"age\":36}")).isEqualTo(new Person("Ada", 36));
    assertThat(person.read("{\"name\":\"Ada\",\"age\":null}")).isEqualTo(new Person("Ada", null));
  }

  @Test
  void whatDoesNotFitIsNamedForTheModelToMend() {
    assertThatExceptionOfType(OutputSchema.MisfitException.class)
        .isThrownBy(() -> person.read("{\"age\":-1,\"born\":1815}"))
        .withMessageContaining("age")
        .withMessageContaining("name");
  }

  @Test
  void whatIsNoJsonIsSaidSo() {
    assertThatExceptionOfType(OutputSchema.MisfitException.class)
        .isThrownBy(() -> person.read("Sure! {\"name\""))
        .withMessageContaining("no complete JSON object");
    assertThatExceptionOfType(OutputSchema.MisfitException.class)
        .isThrownBy(() -> person.read("[]"));
  }

  @Test
  void aBrokenSchemaIsFoundAtTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutputSchema<>("person", "{\"type\":", Person.class))
        .withMessageContaining("The schema of person is broken");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutputSchema<>("person", "{\"type\":\"array\"}", Person.class))
        .withMessageContaining("must say \"type\": \"object\"");
  }

  @Test
  void aMissingSchemaIsFoundAtTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OutputSchema.resource("person", "prompts/person.schema.json", Person.class))
        .withMessage("There is no prompts/person.schema.json on the class path");
  }
}
