package io.quillmesh.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Slots;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentAnswerTest {

  @ParameterizedTest
  @CsvSource({
    "0.5x, 0.5x",
    "2X, 2x",
    "1.5×, 1.5x",
    "2倍, 2x",
    "800 words, 800 words",
    "800 Words, 800 words",
    "1 word, 1 words",
    "800字, 800字",
    "800 字, 800字",
    "1200 characters, 1200字",
    "0x,",
    "0 words,",
    "half,",
    "'1;drop',",
    "'',"
  })
  void aLengthHasOneSpelling(String said, @Nullable String expected) {
    assertThat(slots(null, said, null).getLength()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"en, en", "zh-Hans, zh-Hans", "French,", "' ',"})
  void aLanguageIsATag(String said, @Nullable String expected) {
    assertThat(slots(null, null, said).getLanguage()).isEqualTo(expected);
  }

  @Test
  void aBlankSlotIsNone() {
    assertThat(slots("  ", null, null).getTopic()).isNull();
    assertThat(slots(" London ", null, null).getTopic()).isEqualTo("London");
  }

  @ParameterizedTest
  @CsvSource({"1.7, 1", "-0.2, 0", "0.4, 0.4"})
  void confidenceIsAShare(double said, double expected) {
    IntentAnswer answer =
        new IntentAnswer(
            Intent.OTHER, said, new IntentAnswer.Values(null, null, null, null, null, null));

    assertThat(answer.toRecognition().getConfidence()).isEqualTo(expected);
  }

  private static Slots slots(
      @Nullable String topic, @Nullable String length, @Nullable String language) {
    return new IntentAnswer.Values(topic, null, null, length, language, null).toSlots();
  }
}
