package io.quillmesh.deadletters.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterIdTest {
  private static final LetterId ID = new LetterId("conversation.turns.intent-service.dlt", 0, 17);

  @Test
  void isWrittenWithoutTheEndingAndReadWithItOrWithout() {
    assertThat(ID).hasToString("conversation.turns.intent-service:0:17");
    assertThat(LetterId.parse(ID.toString())).isEqualTo(ID);
    assertThat(LetterId.parse(" conversation.turns.intent-service.dlt:0:17 ")).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "17",
        "topic:17",
        "topic:0:-1",
        "topic:0:x",
        "a:b:0:1:2",
        "t:0:9999999999999999999"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> LetterId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
