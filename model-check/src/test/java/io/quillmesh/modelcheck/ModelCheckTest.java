package io.quillmesh.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.Reply;
import io.quillmesh.agent.scripted.ScriptedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelCheckTest {
  private static final int FEW = 1000;

  private final ScriptedModel server = new ScriptedModel();
  private final Map<String, String> variables = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  ModelCheckTest() {
    variables.put("OPENAI_BASE_URL", server.baseUrl().toString());
    variables.put("OPENAI_API_KEY", "sk-secret");
    variables.put("OPENAI_MODEL", "small");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aModelThatTakesEverythingNeedsNoSettings() {
    server.otherwise(ModelCheckTest::right);

    assertThat(check()).isZero();
    assertThat(out.toString())
        .contains("small at http://127.0.0.1", "intent, context, generator, reply, phase")
        .contains("text             streamed", "s to the first token")
        .contains("intent, Chinese  right", "intent, English  right")
        .contains("330 tokens in 3 calls")
        .contains("The agents can work with it.")
        .doesNotContain("export ", "sk-secret");
    int sent = server.requests().stream().mapToInt(request -> request.toString().length()).sum();
    assertThat(sent / 2).isLessThan(FEW);
  }

  @Test
  void whatItRefusesBecomesSettings() {
    server.otherwise(reply -> {
      if (reply.request().has("temperature")) {
        refuse(reply, "temperature");
      } else if (reply.request().has("max_tokens")) {
        refuse(reply, "max_tokens");
      } else if (reply.request().at("/response_format/type").asString("").equals("json_schema")) {
        refuse(reply, "response_format");
      } else {
        right(reply);
      }
    });

    assertThat(check()).isZero();
    assertThat(out.toString())
        .contains("export OPENAI_RESPONSE_FORMAT=json_object")
        .contains("export OPENAI_TOKEN_PARAMETER=max_completion_tokens")
        .contains("export OPENAI_TEMPERATURE=\n".replace("\n", System.lineSeparator()));

    // When those are set, nothing is refused any more.
    out.getBuffer().setLength(0);
    server.requests().clear();
    variables.put("OPENAI_RESPONSE_FORMAT", "json_object");
    variables.put("OPENAI_TOKEN_PARAMETER", "max_completion_tokens");
    variables.put("OPENAI_TEMPERATURE", "");
    assertThat(check()).isZero();
    assertThat(server.requests()).hasSize(3);
    assertThat(out.toString()).doesNotContain("export");
  }

  @Test
  void aWrongKeyIsSaidOnceAndCostsOneCall() {
    server.otherwise(Reaction.status(401));

    assertThat(check()).isEqualTo(1);
    assertThat(out.toString())
        .contains("The provider refuses the key")
        .contains("not asked")
        .contains("docs/providers.md");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aModelThatIsTooWeakIsNotGoodEnough() {
    server.otherwise(Reaction.text("{\"intent\":\"CHAT\"}"));

    assertThat(check()).isEqualTo(1);
    assertThat(out.toString()).contains("wrong: it took", "for CHAT");
  }

  @Test
  void eachModelIsAskedOnceWhoeverAsksIt() {
    server.otherwise(ModelCheckTest::right);
    variables.put("GENERATOR_MODEL", "large");

    assertThat(check()).isZero();
    assertThat(out.toString())
        .contains("small at", "asked by         intent, context, reply, phase")
        .contains("large at", "asked by         generator");
    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void aWrongSettingIsNamed() {
    variables.put("OPENAI_RESPONSE_FORMAT", "xml");

    assertThat(check()).isEqualTo(2);
    assertThat(err.toString()).contains("response-format must be one of");
    assertThat(server.requests()).isEmpty();
  }

  private int check() {
    return Main.run(variables, new PrintWriter(out), new PrintWriter(err));
  }

  private static void refuse(Reply reply, String param) throws IOException {
    reply.respond(400, "application/json", "", "{\"error\":{\"param\":\"" + param + "\"}}");
  }

  private static void right(Reply reply) throws IOException {
    boolean isText = !reply.request().toString().contains("SHORTEN");
    Reaction.text(
            isText
                ? new String[] {"It rains.", " Still."}
                : new String[] {"{\"intent\":\"SHORTEN\"}"})
        .react(reply);
  }
}
