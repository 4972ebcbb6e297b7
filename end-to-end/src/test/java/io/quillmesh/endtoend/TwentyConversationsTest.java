package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Twenty people at once, each with their own topic. */
@BlackBox
class TwentyConversationsTest {

  private static final List<String> CHINESE =
      List.of("京都", "敦煌", "拉萨", "冰岛", "威尼斯", "桂林", "开罗", "布拉格", "秘鲁", "西湖");
  private static final List<String> ENGLISH =
      List.of(
          "Lisbon",
          "Marrakesh",
          "Havana",
          "Petra",
          "Tallinn",
          "Zanzibar",
          "Patagonia",
          "Bergen",
          "Samarkand",
          "Hobart");

  @Test
  void everyoneGetsTheirOwnArticleAndReply(Gateway gateway) {
    Map<String, Connection> connections = new LinkedHashMap<>();
    CHINESE.forEach(topic -> connections.put(topic, gateway.newPerson().open().ready()));
    ENGLISH.forEach(topic -> connections.put(topic, gateway.newPerson().open().ready()));
    Map<String, Message> messages = new LinkedHashMap<>();

    connections.forEach(
        (topic, connection) -> messages.put(topic, connection.send(request(topic))));

    messages.forEach((topic, message) -> check(topic, connections, message));
  }

  private static void check(String topic, Map<String, Connection> all, Message message) {
    Connection connection = Objects.requireNonNull(all.get(topic));
    Run run = connection.run(message);
    String[] others = all.keySet().stream().filter(o -> !o.equals(topic)).toArray(String[]::new);

    assertThat(run.succeeded()).as(topic).isTrue();
    assertThat(run.article()).contains(topic).doesNotContain(others);
    assertThat(run.reply()).contains(topic).doesNotContain(others);
  }

  private static String request(String topic) {
    return CHINESE.contains(topic)
        ? "帮我写一篇" + topic + "游记"
        : "Help me write a travelogue about " + topic;
  }
}
