package io.quillmesh.offlinemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.offlinemodel.openai.Tokens;
import io.quillmesh.offlinemodel.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LengthsTest {

  private static final Map<String, Object> DATA =
      Map.of("message", "Write a travelogue about 𠀀 London", "language", "en");
  private static final Map<String, Object> ARTICLE =
      Client.request("offline-generator", null, DATA);
  private static final Map<String, Object> INTENT =
      Client.request("offline-intent", "intent_recognition", DATA);

  @Test
  void cutTheSameTextIntoAsManyTokensAsAreAskedFor() throws Exception {
    try (OfflineModel model = OfflineModel.start(Settings.INSTANT)) {
      Client client = new Client(model);
      String whole = Client.content(client.complete(ARTICLE));
      client.put("/settings", "{\"articleTokens\":300}");

      List<JsonNode> chunks =
          Client.chunks(new String(client.open(Client.streamed(ARTICLE)).readAllBytes(), UTF_8));

      List<String> pieces =
          chunks.stream()
              .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
              .filter(piece -> !piece.isEmpty())
              .toList();
      assertThat(pieces).hasSize(300);
      assertThat(pieces.stream().collect(Collectors.joining())).isEqualTo(whole);
      assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(300);
    }
  }

  @Test
  void leaveTheOtherModelsAlone() throws Exception {
    try (OfflineModel model = OfflineModel.start(Settings.INSTANT)) {
      Client client = new Client(model);
      client.put("/settings", "{\"jsonTokens\":30}");

      assertThat(tokens(client, INTENT)).isEqualTo(30);
      assertThat(tokens(client, ARTICLE)).isGreaterThan(60);
    }
  }

  @Test
  void neverDivideAPair() {
    Tokens tokens = Tokens.of("a𠀀𠀀b", 5);

    assertThat(tokens.size()).isEqualTo(4);
    assertThat(List.of(tokens.get(0), tokens.get(1), tokens.get(2), tokens.get(3)))
        .containsExactly("a", "𠀀", "𠀀", "b");
  }

  private static int tokens(Client client, Map<String, Object> request) throws Exception {
    return Client.json(client.complete(request).body()).at("/usage/completion_tokens").asInt();
  }
}
