package io.quillmesh.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quillmesh.schemas.UndecodableException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private final EventCodec codec = new EventCodec("mock://event-codec", true);

  @Test
  void aRecordComesBackAsItWas() {
    // Given
    TurnStarted event =
        TurnStarted.newBuilder()
            .setEventId("e")
            .setOccurredAt(Instant.ofEpochMilli(1_700_000_000_123L))
            .setTurn(
                Turn.newBuilder()
                    .setConversationId("c")
                    .setMessage("帮我写一篇伦敦游记 🏛")
                    .setChoice(choice())
                    .setHistory(List.of(new HistoryMessage(Speaker.PERSON, "hello", 1L)))
                    .build())
            .build();

    // When
    TurnStarted read = codec.decode(Topics.TURNS, codec.encode(Topics.TURNS, event));

    // Then
    assertThat(read).isEqualTo(event);
    assertThat(read.getTurn().getChoice()).isEqualTo(choice());
  }

  @Test
  void aCommandComesBackWithItsKind() {
    ClientCommand event =
        ClientCommand.newBuilder().setCommand(new RenameConversation("London")).build();

    ClientCommand read = codec.decode(Topics.COMMANDS, codec.encode(Topics.COMMANDS, event));

    assertThat(read.getCommand()).isEqualTo(new RenameConversation("London"));
  }

  @Test
  void aDeclaredAgentsResultComesBackUnderASubjectOfItsOwn() {
    Schema answer =
        SchemaBuilder.record("Title")
            .namespace(ResultSchemas.namespace("title-suggester"))
            .fields()
            .optionalString("title")
            .endRecord();
    Topic<GenericRecord> topic = Topics.results(ResultSchemas.envelope("title-suggester", answer));
    GenericRecord event =
        new GenericRecordBuilder(topic.schema())
            .set("agent", "title-suggester")
            .set("answer", new GenericRecordBuilder(answer).set("title", "伦敦 🏛").build())
            .build();

    GenericRecord read = codec.decode(Topics.RESULTS, codec.encode(topic, event));

    assertThat(topic.subject())
        .isEqualTo(
            "conversation.results-io.quillmesh.agents.title_suggester.TitleSuggesterAnswered");
    assertThat(read.getSchema().getFullName()).isEqualTo(ResultSchemas.fullName("title-suggester"));
    assertThat(read.get("agent")).hasToString("title-suggester");
    assertThat(((GenericRecord) read.get("answer")).get("title")).hasToString("伦敦 🏛");
  }

  @Test
  void aTextIsAnAnswerToo() {
    Schema text = Schema.create(Schema.Type.STRING);
    Topic<GenericRecord> topic = Topics.results(ResultSchemas.envelope("echo2", text));
    GenericRecord event =
        new GenericRecordBuilder(topic.schema())
            .set("answer", "Hello")
            .set("streamId", "s")
            .build();

    GenericRecord read = codec.decode(Topics.RESULTS, codec.encode(topic, event));

    assertThat(read.get("answer")).hasToString("Hello");
  }

  @Test
  void allVersionsOfASchemaAreFoundTheOldestFirst() {
    // Given
    Schema first = schema("versions", SchemaBuilder.record("Answer").fields().endRecord());
    Schema second =
        schema("versions", SchemaBuilder.record("Answer").fields().optionalString("a").endRecord());

    // When
    codec.encode(Topics.results(first), new GenericRecordBuilder(first).build());
    codec.encode(Topics.results(second), new GenericRecordBuilder(second).build());

    // Then
    assertThat(codec.versions(Topics.results(first))).containsExactly(first, second);
    assertThat(codec.versions(Topics.results(schema("nobody", Schema.create(Schema.Type.STRING)))))
        .isEmpty();
  }

  private static Schema schema(String agent, Schema answer) {
    return ResultSchemas.envelope(agent, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"null\"",
        "{\"type\": \"record\", \"name\": \"Nothing\", \"fields\": []}",
        "{\"type\": \"fixed\", \"name\": \"Nothing\", \"size\": 0}",
        "{\"type\": \"record\", \"name\": \"Almost\", \"fields\": [{\"name\": \"a\", \"type\": \"null\"}]}"
      })
  void aFewBytesDoNotBecomeManyItems(String item) {
    // Given a record of eight bytes that announces a hundred thousand items without any
    Schema many =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Many%d", "fields": [
                  {"name": "items", "type": {"type": "array", "items": %s}, "default": []}]}
                """
                    .formatted(item.length(), item));
    byte[] bytes = codec.encode(Topics.results(many), new GenericRecordBuilder(many).build());
    byte[] hostile = Arrays.copyOf(bytes, 9);
    System.arraycopy(new byte[] {(byte) 0xc0, (byte) 0x9a, 0x0c, 0}, 0, hostile, 5, 4);

    // Then, also where the reader knows no such field and would skip it
    for (Topic<?> topic : List.of(Topics.RESULTS, Topics.REPLIES)) {
      assertThatThrownBy(() -> codec.decode(topic, hostile))
          .isInstanceOf(UndecodableException.class)
          .hasMessageContaining("takes no bytes");
    }
  }

  @Test
  void theMeshsOwnRecordsAreAboutAsLargeAsTheirBytes() {
    assertThat(Topics.ofOneType().map(topic -> Unfolding.problem(topic.schema())))
        .containsOnlyNulls();
  }

  @Test
  void aRecordThatIsDeeperThanTheStackIsUndecodable() {
    // Given a record that contains itself a million times
    Schema deep =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Deep", "fields": [
                  {"name": "deep", "type": ["null", "Deep"], "default": null}]}
                """);
    Topic<GenericRecord> topic = Topics.results(deep);
    byte[] bytes = codec.encode(topic, new GenericRecordBuilder(deep).build());
    byte[] hostile = Arrays.copyOf(bytes, 1_000_000);
    Arrays.fill(hostile, 5, hostile.length, (byte) 2);

    // Then
    assertThatThrownBy(() -> codec.decode(Topics.RESULTS, hostile))
        .isInstanceOfSatisfying(
            UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PAYLOAD));
  }

  @Test
  void bytesWithoutFramingAreUndecodable() {
    assertUndecodable(
        Reason.FRAMING, "not avro at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertUndecodable(Reason.FRAMING, new byte[0]);
    assertUndecodable(Reason.FRAMING, null);
  }

  @Test
  void anUnknownSchemaIdIsUndecodable() {
    assertUndecodable(Reason.SCHEMA_ID, new byte[] {0, 0x7f, 0, 0, 1, 2, 3});
  }

  @Test
  void aTruncatedPayloadIsUndecodable() {
    byte[] whole = codec.encode(Topics.TURNS, TurnStarted.newBuilder().build());

    assertUndecodable(Reason.PAYLOAD, Arrays.copyOf(whole, whole.length - 3));
  }

  @Test
  void aRecordOfAnotherTopicIsUndecodable() {
    byte[] chunk = codec.encode(Topics.CHUNKS, TextChunk.newBuilder().build());

    assertUndecodable(Reason.TYPE, chunk);
  }

  @Test
  void aRegistryOutOfReachIsNotGarbage() throws IOException {
    // Given a port that nobody listens on
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    byte[] bytes = codec.encode(Topics.TURNS, TurnStarted.newBuilder().build());

    // When, Then
    try (EventCodec offline = new EventCodec("http://127.0.0.1:" + port, false)) {
      assertThatThrownBy(() -> offline.decode(Topics.TURNS, bytes))
          .isInstanceOf(RegistryUnavailableException.class);
      assertThatThrownBy(() -> offline.encode(Topics.TURNS, TurnStarted.newBuilder().build()))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void theRegistryIsToldTheUserAndThePasswordInItsAddress() throws IOException {
    String anna = "Basic " + Base64.getEncoder().encodeToString("anna:secret".getBytes(UTF_8));
    HttpServer registry =
        registry(request ->
            anna.equals(request.getRequestHeaders().getFirst("Authorization")) ? 200 : 401);
    try (EventCodec codec = new EventCodec("http://anna:secret@" + address(registry), false)) {
      byte[] bytes = codec.encode(Topics.CHUNKS, TextChunk.newBuilder().build());

      assertThat(bytes).startsWith(0, 0, 0, 0, 7);
    } finally {
      registry.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 500})
  void aRegistryThatRefusesIsNotGarbage(int status) throws IOException {
    byte[] bytes = codec.encode(Topics.TURNS, TurnStarted.newBuilder().build());
    HttpServer registry = registry(_ -> status);
    try (EventCodec refused = new EventCodec("http://" + address(registry), false)) {
      assertThatThrownBy(() -> refused.decode(Topics.TURNS, bytes))
          .isInstanceOf(RegistryUnavailableException.class);
      assertThatThrownBy(() -> refused.encode(Topics.TURNS, TurnStarted.newBuilder().build()))
          .isInstanceOf(RegistryUnavailableException.class);
    } finally {
      registry.stop(0);
    }
  }

  /** Answers for every schema that its id is 7, with this status. */
  private static HttpServer registry(ToIntFunction<HttpExchange> status) throws IOException {
    HttpServer registry = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          int code = status.applyAsInt(exchange);
          byte[] body = ("{\"id\":7,\"error_code\":" + code + "}").getBytes(UTF_8);
          exchange.sendResponseHeaders(code, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
    return registry;
  }

  private static String address(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void assertUndecodable(Reason reason, byte @Nullable [] bytes) {
    assertThatThrownBy(() -> codec.decode(Topics.TURNS, bytes))
        .isInstanceOfSatisfying(
            UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static Choice choice() {
    return new Choice("c1", "日记体", "请使用「日记体」模板", Intent.CHOOSE_TEMPLATE, "日记体");
  }
}
