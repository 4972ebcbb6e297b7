package io.quillmesh.agent.scripted;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What OpenAI-compatible providers really do, case by case, and the expected outcome. The right
 * answer is {@link #TEXT} where a text is asked for, otherwise {@link #JSON}.
 */
public enum ProviderCase {
  // Requests that are refused.
  NO_JSON_SCHEMA(
      json().reacts(refusing(it -> format(it, "json_schema"), 400, unavailableFormat())).calls(2)),
  NO_JSON_OBJECT_EITHER(
      json()
          .reacts(
              refusing(
                  it -> it.has("response_format"),
                  400,
                  "{\"error\":{\"code\":\"InvalidParameter\",\"message\":\"The parameter"
                      + " response_format.type is not valid\"}}"))
          .calls(3)),
  ERROR_IS_A_STRING(
      json()
          .reacts(
              refusing(
                  it -> it.has("response_format"),
                  400,
                  "{\"error\":\"'response_format.type' must be 'json_schema' or 'text'\"}"))
          .calls(3)),
  ERROR_IS_A_LIST(
      json()
          .reacts(
              refusing(
                  it -> format(it, "json_schema"),
                  400,
                  "[{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"Invalid"
                      + " JSON payload received. Unknown name response_format\"}}]"))
          .calls(2)),
  MAX_TOKENS_UNKNOWN(
      text()
          .reacts(
              refusing(
                  it -> it.has("max_tokens"),
                  400,
                  "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens'. Use"
                      + " 'max_completion_tokens'\",\"code\":\"unsupported_parameter\","
                      + "\"param\":\"max_tokens\"}}"))
          .calls(2)),
  NO_TOKEN_LIMIT_AT_ALL(
      text()
          .reacts(
              refusing(
                  it -> it.has("max_tokens") || it.has("max_completion_tokens"),
                  400,
                  "{\"detail\":\"unknown field max_tokens or max_completion_tokens\"}"))
          .calls(3)),
  TEMPERATURE_BY_PARAM(
      text()
          .reacts(
              refusing(
                  it -> it.has("temperature"),
                  400,
                  "{\"error\":{\"message\":\"'temperature' does not support 0, only 1\","
                      + "\"code\":\"unsupported_value\",\"param\":\"temperature\"}}"))
          .calls(2)),
  TEMPERATURE_BY_WORDS(
      text()
          .reacts(
              refusing(
                  it -> it.has("temperature"),
                  400,
                  "{\"error\":{\"message\":\"invalid temperature: only 1 is allowed for this"
                      + " model\"}}"))
          .calls(2)),
  STREAM_OPTIONS_BY_PATH(
      text()
          .reacts(
              refusing(
                  it -> it.has("stream_options"),
                  422,
                  "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\","
                      + "\"loc\":[\"body\",\"stream_options\"]}]}}"))
          .calls(2)),
  STREAM_OPTIONS_BY_FASTAPI(
      text()
          .reacts(
              refusing(
                  it -> it.has("stream_options"),
                  422,
                  "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"stream_options\","
                      + "\"include_usage\"],\"msg\":\"Extra inputs are not permitted\"}]}"))
          .calls(2)),
  STREAM_OPTIONS_AMONG_OTHERS(
      text()
          .reacts(
              refusing(
                  it -> it.has("stream_options"),
                  422,
                  "{\"object\":\"Error\",\"message\":[{\"loc\":[\"body\",\"store\"]},{\"loc\":"
                      + "[\"body\",\"stream_options\"]}],\"code\":3001}"))
          .calls(2)),
  STREAM_OPTIONS_IN_QUOTED_JSON(
      text()
          .reacts(
              refusing(
                  it -> it.has("stream_options"),
                  422,
                  "{\"object\":\"error\",\"message\":\"{\\\"detail\\\":[{\\\"loc\\\":[\\\"body\\\","
                      + "\\\"stream_options\\\"]}]}\",\"type\":\"internal_error_proxy\",\"code\":\"1000\"}"))
          .calls(2)),
  NO_SYSTEM_ROLE(
      text()
          .reacts(
              refusing(
                  it -> it.at("/messages/0/role").asString("").equals("system"),
                  400,
                  "{\"error\":{\"message\":\"Unsupported value: 'messages[0].role' does not support"
                      + " 'system' with this model.\",\"param\":\"messages[0].role\","
                      + "\"code\":\"unsupported_value\"}}"))
          .calls(2)),
  NO_SYSTEM_ROLE_BY_WORDS(
      json()
          .reacts(
              refusing(
                  it -> it.at("/messages/0/role").asString("").equals("system"),
                  400,
                  "[{\"error\":{\"code\":400,\"message\":\"Developer instruction is not enabled for"
                      + " models/gemma\",\"status\":\"INVALID_ARGUMENT\"}}]"))
          .calls(2)),
  STREAMS_ONLY(
      json()
          .reacts(
              refusing(
                  it -> !it.path("stream").asBoolean(false),
                  400,
                  "{\"error\":{\"code\":\"invalid_parameter_error\",\"message\":"
                      + "\"parameter.enable_thinking must be set to false for non-streaming"
                      + " calls\"}}"))
          .calls(2)),
  EVERYTHING_AT_ONCE(
      json()
          .reacts(
              refusing(
                  it -> it.has("temperature"),
                  400,
                  "{\"error\":{\"param\":\"temperature\"}}",
                  refusing(
                      it -> it.has("max_tokens"),
                      400,
                      "{\"error\":{\"param\":\"max_tokens\"}}",
                      refusing(it -> format(it, "json_schema"), 400, unavailableFormat()))))
          .calls(4)),
  JSON_NOT_GENERATED(
      json()
          .reacts(
              error(
                  400,
                  "{\"error\":{\"message\":\"Failed to generate JSON\",\"code\":"
                      + "\"json_validate_failed\",\"failed_generation\":\"{\"}}"),
              right())
          .calls(2)),
  WRONG_KEY(
      text()
          .reacts(
              error(
                  401,
                  "{\"error\":{\"message\":\"Incorrect API key provided: sk-secret\","
                      + "\"code\":\"invalid_api_key\"}}"))
          .refused("key", "401", "invalid_api_key")),
  FORBIDDEN(text().reacts(error(403, "Forbidden")).refused("key", "403")),
  WRONG_KEY_WITH_400(
      text()
          .reacts(
              error(
                  400,
                  "[{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid"
                      + " API key.\",\"status\":\"INVALID_ARGUMENT\"}}]"))
          .refused("key", "400")),
  NO_CREDIT(
      text()
          .reacts(error(402, "{\"error\":{\"message\":\"Insufficient Balance\",\"code\":null}}"))
          .refused("credit", "402")),
  UNKNOWN_MODEL(
      text()
          .reacts(
              error(
                  404,
                  "{\"error\":{\"message\":\"The model `first` does not exist\",\"code\":"
                      + "\"model_not_found\"}}"))
          .refused("model's name", "404", "model_not_found")),
  UNKNOWN_MODEL_WITH_400(
      text()
          .reacts(error(400, "{\"error\":{\"message\":\"Model Not Exist\",\"code\":\"x\"}}"))
          .refused("model's name", "400")),
  WRONG_ADDRESS(text().reacts(error(404, "404 page not found")).refused("base URL", "404")),
  TOO_LONG(
      text()
          .reacts(
              error(
                  400,
                  "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens\","
                      + "\"code\":\"context_length_exceeded\",\"param\":\"messages\"}}"))
          .refused("too long", "400", "context_length_exceeded")),
  TOO_LARGE(text().reacts(error(413, "<html>too large</html>")).refused("too long", "413")),
  MODERATED(
      text()
          .reacts(
              error(
                  400,
                  "{\"error\":{\"code\":\"data_inspection_failed\",\"message\":\"Input data may"
                      + " contain inappropriate content\"}}"))
          .refused("moderation", "400")),
  UNKNOWN_REFUSAL(
      text()
          .reacts(error(400, "{\"error\":{\"message\":\"no\",\"code\":\"1210\"}}"))
          .refused("model check", "400", "1210")),

  // Answers that should fit a schema.
  FENCED_JSON(json().reacts(whole("```json\n" + Answers.JSON + "\n```"))),
  WORDS_AROUND_JSON(
      json().reacts(whole("Sure! Here {it} is:\n" + Answers.JSON + "\nHope {that} helps."))),
  BYTE_ORDER_MARK(json().reacts(whole("\uFEFF" + Answers.JSON))),
  THOUGHTS_BEFORE_JSON(json().reacts(whole("<think>Hm.</think>\n" + Answers.JSON))),
  BRACES_IN_THOUGHTS(
      json().reacts(whole("<think>{\"greeting\": \"no\"} or {}?</think>" + Answers.JSON))),
  UNANNOUNCED_THOUGHTS(json().reacts(whole("Let me see {}.\n</think>\n\n" + Answers.JSON))),
  NUMBERS_AS_STRINGS(
      json()
          .reacts(
              whole(
                  "{\"greeting\":\"Hello\",\"kind\":\"WARM\",\"count\":\"3\",\"note\":null,"
                      + "\"sure\":\" 0.5 \"}"))),
  OTHER_CASE(
      json()
          .reacts(
              whole(
                  "{\"greeting\":\"Hello\",\"kind\":\"warm\",\"count\":3.0,\"note\":null,"
                      + "\"sure\":0.5}"))),
  MORE_AND_LESS(
      json()
          .reacts(
              whole(
                  "{\"greeting\":\"Hello\",\"kind\":\"WARM\",\"count\":3,\"sure\":0.5,"
                      + "\"explanation\":\"because\"}"))),
  NOTHING_GUESSED(json().reacts(whole("{\"greeting\":\"Hello\",\"kind\":\"LUKEWARM\"}")).invalid()),
  EMPTY_ONCE(json().reacts(whole(""), right()).calls(2)),
  BLANKS_ONCE(json().reacts(whole(" \n "), right()).calls(2)),
  THOUGHTS_ATE_THE_LIMIT(
      json()
          .reacts(reply -> {
            boolean limited = reply.request().has("max_tokens");
            (limited ? finished("", "length") : right()).react(reply);
          })
          .calls(2)),
  CUT_BY_THE_PROVIDERS_LIMIT(
      json()
          .reacts(finished("{\"greeting\":", "length"))
          .calls(2)
          .fails("MODEL_ANSWER_INVALID", "token limit")),
  REFUSAL(
      json()
          .reacts(
              body(
                  "{\"choices\":[{\"index\":0,\"message\":{\"content\":null,\"refusal\":\"I can't"
                      + " help with that.\"},\"finish_reason\":\"stop\"}]}"))
          .refused("declined")),
  TOOL_CALL(
      json()
          .reacts(
              body(
                  "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"1\","
                      + "\"type\":\"function\",\"function\":{\"name\":\"answer\",\"arguments\":"
                      + quoted(Answers.JSON)
                      + "}}]},\"finish_reason\":\"tool_calls\"}]}"))),
  PARTS(
      json()
          .reacts(
              body(
                  "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":"
                      + quoted(Answers.JSON)
                      + "}]},\"finish_reason\":\"stop\"}]}"))),
  CONTENT_IS_THE_OBJECT(
      json().reacts(body("{\"choices\":[{\"message\":{\"content\":" + Answers.JSON + "}}]}"))),
  STREAM_FOR_A_WHOLE(json().reacts(stream(delta(Answers.JSON), Answers.FINISH, Answers.DONE))),
  STREAM_AS_JSON(
      json()
          .reacts(reply -> {
            reply.beginStream("application/json");
            reply.bytes(delta(Answers.JSON) + Answers.FINISH + Answers.DONE);
            reply.endStream();
          })),
  HTML_ONCE(
      json().reacts(page("text/html", "<html><body>Bad gateway</body></html>"), right()).calls(2)),
  HTML_ALWAYS(
      text()
          .reacts(page("text/html", "<html>maintenance</html>"))
          .calls(3)
          .fails("MODEL_UNAVAILABLE", "HTTP 200", "text/html", "<html>maintenance")),
  NOTHING_ALWAYS(
      json()
          .reacts(page("application/json", ""))
          .calls(3)
          .fails("MODEL_UNAVAILABLE", "HTTP 200", "application/json")),
  ERROR_WITH_STATUS_200(
      json()
          .reacts(
              body("{\"error\":{\"message\":\"overloaded\",\"code\":503},\"choices\":[]}"), right())
          .calls(2)),
  MINIMAX_ERROR(
      json()
          .reacts(
              body(
                  "{\"base_resp\":{\"status_code\":1008,\"status_msg\":\"insufficient"
                      + " balance\"}}"))
          .refused("credit", "1008")),

  // Streams.
  REASONING_CONTENT(
      text()
          .reacts(
              stream(
                  said("\"reasoning_content\":\"The person wants\",\"content\":null"),
                  said("\"reasoning_content\":\" fog.\",\"content\":\"\""),
                  deltas(Answers.TEXT),
                  Answers.FINISH,
                  Answers.DONE))),
  REASONING(
      text()
          .reacts(
              stream(
                  said("\"reasoning\":\"Fog?\",\"reasoning_details\":[{\"text\":\"Fog?\"}]"),
                  deltas(Answers.TEXT),
                  Answers.FINISH,
                  Answers.DONE))),
  THINKING_PARTS(
      text()
          .reacts(
              stream(
                  said(
                      "\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\","
                          + "\"text\":\"Fog?\"}]}]"),
                  said("\"content\":[{\"type\":\"text\",\"text\":" + quoted(Answers.TEXT) + "}]"),
                  Answers.FINISH,
                  Answers.DONE))),
  KEPT_ALIVE(
      text()
          .reacts(
              stream(
                  ": keep-alive\n\n\n\n: OPENROUTER PROCESSING\n\n",
                  deltas(Answers.TEXT),
                  Answers.FINISH,
                  Answers.DONE))),
  THINK_TAGS(text().reacts(characters("<think>\nFog? <b>\n</think>\n\n" + Answers.TEXT))),
  EMPTY_THINK_TAGS(text().reacts(characters("<think>\n\n</think>\n\n" + Answers.TEXT))),
  OTHER_THINK_TAGS(text().reacts(characters("\n<thought>Fog?</thought>" + Answers.TEXT))),
  TWO_THOUGHTS(text().reacts(characters("<think>a</think>\n<think>b</think>\n" + Answers.TEXT))),
  FENCED_TEXT(text().reacts(characters("```markdown\n" + Answers.TEXT + "\n```"))),
  FENCED_TEXT_AND_NEWLINE(text().reacts(characters("\n```md\n" + Answers.TEXT + "\n```\n"))),
  FENCE_WITHOUT_LANGUAGE(text().reacts(characters("```\n" + Answers.TEXT + "\n```"))),
  FINISHED_EOS(text().reacts(stream(deltas(Answers.TEXT), finish("eos"), Answers.DONE))),
  FINISHED_LOUDLY(text().reacts(stream(deltas(Answers.TEXT), finish("STOP"), Answers.DONE))),
  NEVER_FINISHED_BUT_DONE(text().reacts(stream(deltas(Answers.TEXT), Answers.DONE))),
  FINISHED_BUT_NEVER_DONE(text().reacts(stream(deltas(Answers.TEXT), Answers.FINISH))),
  CUT_OFF(
      text()
          .reacts(
              stream(deltas("Once")), stream(deltas(Answers.TEXT), Answers.FINISH, Answers.DONE))
          .calls(2)),
  LENGTH(text().reacts(stream(deltas(Answers.TEXT), finish("length"), Answers.DONE)).unfinished()),
  MAX_TOKENS_REACHED(
      text().reacts(stream(deltas(Answers.TEXT), finish("MAX_TOKENS"), Answers.DONE)).unfinished()),
  CONTENT_FILTER(
      text()
          .reacts(stream(deltas("Once"), finish("content_filter"), Answers.DONE))
          .refused("content filter")),
  SENSITIVE(
      text().reacts(stream(deltas("Once"), finish("sensitive"), Answers.DONE)).refused("filter")),
  SAFETY(text().reacts(stream(deltas("Once"), finish("SAFETY"), Answers.DONE)).refused("filter")),
  MODERATION_IN_MID_STREAM(
      text()
          .reacts(
              stream(
                  deltas("Once"),
                  "data: {\"error\":{\"code\":\"DataInspectionFailed\",\"message\":\"Output data"
                      + " may contain inappropriate content.\"}}\n\n"))
          .refused("moderation")),
  NOTHING_BUT_WHAT_IS_NEEDED(
      text()
          .reacts(
              stream(
                  "data: {\"choices\":[{}]}\n\n",
                  "data: {\"choices\":null}\n\n",
                  "data: {\"choices\":[]}\n\n",
                  "data: {}\n\n",
                  "data: {\"choices\":[{\"delta\":null}],\"usage\":{}}\n\n",
                  "data: {\"choices\":[{\"delta\":{\"content\":"
                      + quoted(Answers.TEXT)
                      + "}}],\"usage\":null}\n\n",
                  "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{}}\n\n",
                  Answers.DONE))),
  NETWORK_ERROR_AS_REASON(
      text()
          .reacts(
              stream(deltas("Once"), finish("network_error"), Answers.DONE),
              stream(deltas(Answers.TEXT), Answers.FINISH, Answers.DONE))
          .calls(2)),
  ERROR_IN_MID_STREAM(
      text()
          .reacts(
              stream(
                  deltas("Once"),
                  "data: {\"error\":{\"code\":502,\"message\":\"Provider disconnected\"},"
                      + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},"
                      + "\"finish_reason\":\"error\"}]}\n\n"),
              stream(deltas(Answers.TEXT), Answers.FINISH, Answers.DONE))
          .calls(2)),
  ERROR_EVENT(
      text()
          .reacts(
              stream(deltas("Once"), "event: error\ndata: {\"message\":\"overloaded\"}\n\n"),
              stream(deltas(Answers.TEXT), Answers.FINISH, Answers.DONE))
          .calls(2)),
  RATE_LIMIT_IN_STREAM(
      text()
          .reacts(
              stream("data: {\"error\":{\"code\":429,\"message\":\"slow down\"}}\n\n"),
              stream(deltas(Answers.TEXT), Answers.FINISH, Answers.DONE))
          .calls(2)),
  OPEN_AFTER_THE_END(
      text()
          .reacts(reply -> {
            reply.beginStream("text/event-stream");
            reply.bytes(deltas(Answers.TEXT) + Answers.FINISH);
            reply.awaitHangUp();
          })),
  OPEN_AFTER_DONE(
      text()
          .reacts(reply -> {
            reply.beginStream("text/event-stream");
            reply.bytes(deltas(Answers.TEXT) + Answers.DONE.strip() + "\n");
            reply.awaitHangUp();
          })),
  TWO_CONTENTS(
      text()
          .reacts(
              stream(
                  "data: {\"content\":\"no\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                      + quoted(Answers.TEXT)
                      + "},\"logprobs\":{\"content\":[{\"token\":\"no\"}]}}]}\n\n",
                  Answers.FINISH,
                  Answers.DONE))),
  ANOTHER_CHOICE(
      text()
          .reacts(
              stream(
                  "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"no\"}}]}\n\n",
                  deltas(Answers.TEXT),
                  Answers.FINISH,
                  Answers.DONE))),
  ONE_PACKET(text().reacts(stream(deltas(Answers.TEXT) + Answers.FINISH + Answers.DONE))),
  CARRIAGE_RETURNS(
      text()
          .reacts(
              stream(
                  (deltas(Answers.TEXT) + Answers.FINISH + Answers.DONE).replace("\n", "\r\n")))),
  BYTE_BY_BYTE(text().reacts(bytewise(deltas(Answers.TEXT) + Answers.FINISH + Answers.DONE))),
  NO_SPACES_NO_BLANK_LINES(
      text()
          .reacts(
              stream(
                  (deltas(Answers.TEXT) + Answers.FINISH + Answers.DONE)
                      .replace("data: ", "data:")
                      .replace("\n\n", "\n")))),
  DATA_IN_TWO_LINES(
      text()
          .reacts(
              stream(
                  "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":"
                      + quoted(Answers.TEXT)
                      + "}}]}\n\n",
                  Answers.FINISH,
                  Answers.DONE))),
  BODY_FOR_A_STREAM(
      text()
          .reacts(
              body(
                  "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                      + quoted(Answers.TEXT)
                      + "},\"finish_reason\":\"stop\"}]}"))),
  REFUSED_IN_A_STREAM(
      text()
          .reacts(
              stream(
                  said("\"refusal\":\"I can't\""), said("\"refusal\":\" do it\""), Answers.FINISH))
          .refused("declined")),

  // Rate limits and quotas.
  NUMBER_AS_CODE(
      text()
          .reacts(error(429, "{\"error\":{\"code\":1302,\"message\":\"busy\"}}"), right())
          .calls(2)),
  LOADING(
      text()
          .reacts(error(503, "{\"error\":{\"code\":503,\"message\":\"Loading model\"}}"), right())
          .calls(2)),
  LIMIT_WITHOUT_JSON(text().reacts(error(429, "Too many requests"), right()).calls(2)),
  INSUFFICIENT_QUOTA(
      text()
          .reacts(
              error(
                  429,
                  "{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":"
                      + "\"insufficient_quota\",\"code\":\"insufficient_quota\"}}"))
          .refused("credit", "429", "insufficient_quota")),
  NO_BALANCE_IN_CHINESE(
      text()
          .reacts(error(429, "{\"error\":{\"code\":\"1113\",\"message\":\"余额不足\"}}"))
          .refused("credit", "429", "1113")),
  MOVED(
      text()
          .reacts(reply ->
              reply.respond(
                  301, "text/html", "Location: https://example.com/v1/x?key=k\r\n", "moved"))
          .refused("moved", "https://example.com/v1/x"));

  /** The right text. */
  public static final String TEXT = Answers.TEXT;

  /** The right answer where a schema is asked for. */
  public static final String JSON = Answers.JSON;

  /** The schema that is asked for. */
  public static final String SCHEMA =
      """
      {"type":"object",
       "properties":{
         "greeting":{"type":"string"},
         "kind":{"type":"string","enum":["COLD","WARM"]},
         "count":{"type":"integer"},
         "note":{"type":["string","null"]},
         "sure":{"type":"number"}},
       "required":["greeting","kind","count","note","sure"],
       "additionalProperties":false}
      """;

  private final Script script;

  ProviderCase(Script script) {
    this.script = script;
  }

  /** Whether an answer that fits {@link #SCHEMA} is asked for; otherwise a text. */
  public boolean isStructured() {
    return script.structured;
  }

  /** What the provider does with the first, the second and so on; the last for all others. */
  public List<Reaction> reactions() {
    return script.reactions;
  }

  /** How many calls are expected. */
  public int calls() {
    return script.calls;
  }

  /** Whether the text is expected to be marked as cut off. */
  public boolean isUnfinished() {
    return script.unfinished;
  }

  /** The expected failure code; null for a right answer. */
  public @Nullable String failure() {
    return script.failure;
  }

  /** What the failure's message has to contain. */
  public List<String> words() {
    return script.words;
  }

  private static Script json() {
    return new Script(true);
  }

  private static Script text() {
    return new Script(false);
  }

  private static String unavailableFormat() {
    return "{\"error\":{\"message\":\"This response_format type is unavailable now\",\"type\":"
        + "\"invalid_request_error\",\"param\":null,\"code\":\"invalid_request_error\"}}";
  }

  private static boolean format(JsonNode request, String type) {
    return request.at("/response_format/type").asString("").equals(type);
  }

  private static Reaction refusing(Predicate<JsonNode> when, int status, String body) {
    return refusing(when, status, body, right());
  }

  private static Reaction refusing(
      Predicate<JsonNode> when, int status, String body, Reaction otherwise) {
    return reply -> (when.test(reply.request()) ? error(status, body) : otherwise).react(reply);
  }

  private static Reaction right() {
    return reply -> {
      String request = reply.request().toString();
      boolean isText = !request.contains("\"greeting\":") && !request.contains("greeting\\\":");
      Reaction.text(isText ? Answers.TEXT : Answers.JSON).react(reply);
    };
  }

  private static Reaction error(int status, String body) {
    return reply -> reply.respond(status, "application/json", "", body);
  }

  private static Reaction page(String type, String body) {
    return reply -> reply.respond(200, type, "", body);
  }

  private static Reaction body(String body) {
    return page("application/json", body);
  }

  private static Reaction whole(String content) {
    return finished(content, "stop");
  }

  private static Reaction finished(String content, String reason) {
    return body(
        "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
            + quoted(content)
            + "},\"finish_reason\":\""
            + reason
            + "\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":9,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":9}}}");
  }

  /** Each in a packet of its own. */
  private static Reaction stream(String... packets) {
    return reply -> {
      reply.beginStream("text/event-stream; charset=utf-8");
      for (String packet : packets) {
        reply.bytes(packet);
      }
      reply.endStream();
    };
  }

  private static Reaction bytewise(String events) {
    return reply -> {
      reply.beginStream("text/event-stream");
      // In single bytes, so that characters of several bytes are cut, too.
      byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
      for (byte each : bytes) {
        reply.oneByte(each);
      }
      reply.endStream();
    };
  }

  /** Each character in an event of its own. */
  private static Reaction characters(String text) {
    return stream(deltas(text), Answers.FINISH, Answers.DONE);
  }

  private static String deltas(String text) {
    StringBuilder events = new StringBuilder();
    text.codePoints().forEach(point -> events.append(delta(Character.toString(point))));
    return events.toString();
  }

  private static String delta(String text) {
    return said("\"content\":" + quoted(text));
  }

  private static String said(String members) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"delta\":{"
        + members
        + "},\"finish_reason\":null}]}\n\n";
  }

  private static String finish(String reason) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
        + reason
        + "\"}]}\n\n";
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  /** Apart, because an enum's static fields are set after its members are made. */
  private static final class Answers {
    static final String FINISH =
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    static final String DONE = "data: [DONE]\n\n";
    static final String TEXT =
        "# 伦敦 in \"fog\"\n\n雾。It's <b>fine</b> \\ 20~30镑 😀\n\n```\ncode <think>\n```\n\naaaa";
    static final String JSON =
        "{\"greeting\":\"Hello\",\"kind\":\"WARM\",\"count\":3,\"note\":null,\"sure\":0.5}";
  }

  private static final class Script {
    private final boolean structured;
    private List<Reaction> reactions = List.of();
    private int calls = 1;
    private boolean unfinished;
    private @Nullable String failure;
    private List<String> words = List.of();

    Script(boolean structured) {
      this.structured = structured;
    }

    Script reacts(Reaction... inTurn) {
      reactions = List.of(inTurn);
      return this;
    }

    Script calls(int number) {
      calls = number;
      return this;
    }

    Script unfinished() {
      unfinished = true;
      return this;
    }

    Script refused(String... inMessage) {
      return fails("MODEL_REFUSED", inMessage);
    }

    Script invalid() {
      return fails("MODEL_ANSWER_INVALID");
    }

    Script fails(String code, String... inMessage) {
      failure = code;
      words = List.of(inMessage);
      return this;
    }
  }
}
