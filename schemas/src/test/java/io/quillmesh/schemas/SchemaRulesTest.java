package io.quillmesh.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.contract.Members;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The rules that keep every version readable by every other. */
class SchemaRulesTest {

  @Test
  void everyFieldHasADocAndADefault() {
    assertThat(named().values())
        .filteredOn(schema -> schema.getType() == Schema.Type.RECORD)
        .hasSizeGreaterThan(20)
        .allSatisfy(schema -> {
          assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
          assertThat(schema.getFields())
              .allSatisfy(field -> {
                assertThat(field.doc()).as(schema.getName() + "." + field.name()).isNotBlank();
                assertThat(field.hasDefaultValue())
                    .as(schema.getName() + "." + field.name())
                    .isTrue();
              });
        });
  }

  @Test
  void everyEnumHasADefaultSymbol() {
    assertThat(named().values())
        .filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
        .hasSizeGreaterThan(5)
        .allSatisfy(schema -> assertThat(schema.getEnumDefault()).isEqualTo("UNKNOWN"));
  }

  private static Map<String, Schema> named() {
    Map<String, Schema> found = new HashMap<>();
    Topics.ofOneType()
        .forEach(topic ->
            Members.namedTypes(topic.schema())
                .forEach(type -> found.put(type.getFullName(), type)));
    return found;
  }
}
