package io.quillmesh.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.schemas.UndecodableException.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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

  private void assertUndecodable(Reason reason, byte @Nullable [] bytes) {
    assertThatThrownBy(() -> codec.decode(Topics.TURNS, bytes))
        .isInstanceOfSatisfying(
            UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static Choice choice() {
    return new Choice("c1", "日记体", "请使用「日记体」模板", Intent.CHOOSE_TEMPLATE, "日记体");
  }
}
