package io.quillmesh.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Slots;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CapabilityTest {
  @BeforeAll
  static void trustOurPackage() {
    new EventCodec("mock://trust", false).close();
  }

  private static Slots.Builder slots() {
    return Slots.newBuilder();
  }

  @Test
  void theCatalogueIsAsAgreed() {
    assertThat(Arrays.stream(Capability.values()).map(Capability::id))
        .containsExactlyInAnyOrder(
            "generate-article",
            "revise-content",
            "style",
            "artistic-mood",
            "length",
            "translate",
            "template",
            "ask-about-article");
    assertThat(Capability.ARTISTIC_MOOD.say("zh-CN")).isEqualTo("调整文章的艺术意境为非现实主义风格");
    assertThat(Capability.ARTISTIC_MOOD.say("fr"))
        .isEqualTo("Make the article's artistic mood non-realist");
  }

  @Test
  void anIdLeadsBackAndAnUnknownOneToNothing() {
    for (Capability capability : Capability.values()) {
      assertThat(Capability.of(capability.id())).contains(capability);
    }
    assertThat(Capability.of("fly")).isEmpty();
  }

  @Test
  void whatWasUsedIsDiscovered() {
    assertThat(Capability.undiscovered(List.of("generate-article", "fly")))
        .hasSize(Capability.values().length - 1)
        .doesNotContain(Capability.GENERATE_ARTICLE);
  }

  @Test
  void theSlotsTellMoodFromStyle() {
    assertThat(Capability.idsUsedBy(Intent.CHANGE_STYLE, slots().setMood("非现实主义").build()))
        .containsExactly("artistic-mood");
    assertThat(Capability.idsUsedBy(Intent.CHANGE_STYLE, slots().setStyle("散文").build()))
        .containsExactly("style");
    assertThat(Capability.idsUsedBy(Intent.CHANGE_STYLE, slots().build())).containsExactly("style");
    assertThat(
            Capability.idsUsedBy(
                Intent.GENERATE_ARTICLE, slots().setTopic("London").setMood("dreamy").build()))
        .containsExactlyInAnyOrder("generate-article", "artistic-mood");
  }

  @Test
  void talkUsesNothing() {
    assertThat(Capability.idsUsedBy(Intent.SMALL_TALK, slots().build())).isEmpty();
    assertThat(Capability.idsUsedBy(Intent.ASK_CAPABILITIES, slots().setStyle("x").build()))
        .isEmpty();
  }
}
