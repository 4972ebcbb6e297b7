package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.scripted.ProviderCase;
import io.quillmesh.agent.scripted.Reaction;
import io.quillmesh.agent.scripted.Reply;
import io.quillmesh.agent.scripted.ScriptedModel;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.mesh.Mesh;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole turns with the answers of real providers: the generator's answers follow each case, those
 * of the other agents are correct. The runtime's ProviderCasesTest has every case alone, through
 * the real client.
 */
@Tag("long")
class ProvidersTest {
  private static final String WRITER = "writer";
  private static final String WRITE = "Write a travelogue about London";

  private static final ScriptedModel PROVIDER = new ScriptedModel();
  private static Mesh mesh;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    PROVIDER.otherwise(ProvidersTest::right);
    mesh =
        Mesh.startWith(
            Map.of(
                "OPENAI_BASE_URL",
                PROVIDER.baseUrl().toString(),
                "OPENAI_API_KEY",
                "sk-secret",
                "OPENAI_MODEL",
                "small",
                "GENERATOR_MODEL",
                WRITER));
    gateway = new Gateway(mesh.gateway(), null);
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    mesh.close();
    PROVIDER.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "REASONING_CONTENT",
        "REASONING",
        "THINKING_PARTS",
        "KEPT_ALIVE",
        "THINK_TAGS",
        "EMPTY_THINK_TAGS",
        "FENCED_TEXT",
        "FENCE_WITHOUT_LANGUAGE",
        "FINISHED_EOS",
        "NEVER_FINISHED_BUT_DONE",
        "CUT_OFF",
        "LENGTH",
        "CONTENT_FILTER",
        "MODERATION_IN_MID_STREAM",
        "NOTHING_BUT_WHAT_IS_NEEDED",
        "ERROR_IN_MID_STREAM",
        "OPEN_AFTER_THE_END",
        "TWO_CONTENTS",
        "BODY_FOR_A_STREAM",
        "NUMBER_AS_CODE",
        "INSUFFICIENT_QUOTA",
        "WRONG_KEY",
        "NO_CREDIT",
        "MOVED",
        "TEMPERATURE_BY_PARAM"
      })
  void aTurnComesToWhatItShould(ProviderCase each) {
    List<Reaction> reactions = each.reactions();
    AtomicInteger asked = new AtomicInteger();
    PROVIDER.otherwise(reply -> {
      if (isWriter(reply)) {
        int next = Math.min(asked.getAndIncrement(), reactions.size() - 1);
        reactions.get(next).react(reply);
      } else {
        right(reply);
      }
    });

    Run run = gateway.newPerson().open().ready().say(WRITE);

    assertThat(run.succeeded()).isTrue();
    if (each.failure() == null) {
      assertThat(run.article()).isEqualTo(ProviderCase.TEXT);
      assertThat(run.state().at("/article/markdown").asString()).isEqualTo(ProviderCase.TEXT);
      assertThat(run.state().at("/article/unfinished").asBoolean(false))
          .isEqualTo(each.isUnfinished());
    } else {
      assertThat(run.failureOf("generator"))
          .hasValueSatisfying(failure -> {
            assertThat(failure.text("code")).isEqualTo(each.failure());
            each.words().forEach(word -> assertThat(failure.text("message")).contains(word));
            assertThat(failure.text("message")).doesNotContain("sk-secret");
          });
    }
  }

  @Test
  void aModelThatThinksIsSeenToDoSo() {
    PROVIDER.otherwise(reply -> {
      if (isWriter(reply)) {
        ProviderCase.REASONING_CONTENT.reactions().getFirst().react(reply);
      } else {
        right(reply);
      }
    });

    Run run = gateway.newPerson().open().ready().say(WRITE);

    assertThat(run.all("REASONING_START")).hasSize(1);
    assertThat(run.all("REASONING_END")).hasSize(1);
    assertThat(run.all("REASONING_MESSAGE_CONTENT")).isEmpty();
  }

  @Test
  void anArticleThatWasCutOffIsFinishedByItsButton() {
    PROVIDER.otherwise(reply -> {
      if (!isWriter(reply)) {
        right(reply);
      } else if (reply.request().toString().contains("Your text was cut off.")) {
        Reaction.text(" and on, to the end.").react(reply);
      } else {
        Reaction.finished("length", "# London\n\nIt goes on").react(reply);
      }
    });
    Connection connection = gateway.newPerson().open().ready();
    Run first = connection.say(WRITE);
    assertThat(first.state().at("/choices/0/intent").asString()).isEqualTo("CONTINUE_ARTICLE");

    Message pressed = connection.press(first.state().at("/choices/0"));
    connection.awaitEnd(pressed, Connection.PATIENCE);
    Run second = connection.runOf(pressed);

    assertThat(second.succeeded()).isTrue();
    assertThat(second.article()).isEqualTo("# London\n\nIt goes on and on, to the end.");
    assertThat(second.state().at("/article/unfinished").isMissingNode()).isTrue();
  }

  /** All reported peculiarities of DeepSeek, Qwen and others at once. */
  @Test
  void aProviderThatTakesHardlyAnythingAndThinksAloudDoes() {
    PROVIDER.otherwise(reply -> {
      var request = reply.request();
      if (request.has("temperature")) {
        refuse(reply, "temperature");
      } else if (request.at("/response_format/type").asString("").equals("json_schema")) {
        refuse(reply, "response_format");
      } else if (request.has("stream_options")) {
        refuse(reply, "stream_options");
      } else {
        String answer = isWriter(reply) ? ProviderCase.TEXT : answer(reply);
        Reaction.text("<think>", "Fog {}?", "</think>\n\n", answer).react(reply);
      }
    });

    Run run = gateway.newPerson().open().ready().say(WRITE);

    assertThat(run.succeeded()).isTrue();
    assertThat(run.article()).isEqualTo(ProviderCase.TEXT);
    assertThat(run.reply()).isEqualTo("Here it is.");
    assertThat(run.state().path("phase").asString()).isEqualTo("DRAFTING");
  }

  private static void refuse(Reply reply, String param) throws IOException {
    reply.respond(400, "application/json", "", "{\"error\":{\"param\":\"" + param + "\"}}");
  }

  private static boolean isWriter(Reply reply) {
    return reply.request().path("model").asString().equals(WRITER);
  }

  private static void right(Reply reply) throws IOException {
    Reaction.text(isWriter(reply) ? ProviderCase.TEXT : answer(reply)).react(reply);
  }

  /** The schema shows which agent asks. */
  private static String answer(Reply reply) {
    String request = reply.request().toString();
    if (request.contains("additionalProperties") && request.contains("confidence")) {
      return """
      {"intent":"GENERATE_ARTICLE","confidence":0.9,"slots":{"topic":"London","style":null,"mood":null,\
      "length":null,"language":null,"template":null}}\
      """;
    }
    if (request.contains("additionalProperties") && request.contains("relations")) {
      return """
      {"summary":"A travelogue","needs":[],"decisions":[],"entities":[],"relations":[],\
      "capabilities":[]}\
      """;
    }
    if (request.contains("additionalProperties") && request.contains("choices")) {
      return "{\"phase\":\"DRAFTING\",\"choices\":[]}";
    }
    return "Here it is.";
  }
}
