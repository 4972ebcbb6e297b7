package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Not every message is about the article. */
@BlackBox
class SmallTalkTest {

  @ParameterizedTest
  @CsvSource({
    "帮我写一篇桂林游记, 谢谢你，辛苦了！",
    "Write a travelogue about Bergen, 'Thank you, that was kind!'"
  })
  void leavesTheArticleAsItIs(String write, String thanks, Gateway gateway, OfflineModel model) {
    Connection connection = gateway.newPerson().open().ready();
    String article = connection.say(write).state().at("/article/markdown").asString();
    long before = model.calls("generator");

    Run run = connection.say(thanks);

    assertThat(run.succeeded()).isTrue();
    assertThat(run.reply()).isNotBlank();
    assertThat(run.articleMessages()).isEmpty();
    assertThat(run.state().at("/article/markdown").asString()).isEqualTo(article);
    assertThat(run.state().at("/article/version").asInt()).isEqualTo(1);
    assertThat(model.calls("generator")).isEqualTo(before);
  }

  @Test
  void theGeneratorSaysThatItChangedNothing(Gateway gateway) {
    Run run = gateway.newPerson().open().ready().say("你好！");

    assertThat(run.all("SUBAGENT_FINISHED"))
        .filteredOn(frame -> frame.text("subagentRunId").endsWith("/generator"))
        .singleElement()
        .satisfies(
            frame -> assertThat(frame.at("/result/outcome").asString()).isEqualTo("UNCHANGED"));
  }
}
