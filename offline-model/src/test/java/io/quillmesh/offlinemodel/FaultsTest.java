package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quillmesh.offlinemodel.completion.Fault;
import io.quillmesh.offlinemodel.completion.Faults;
import io.quillmesh.offlinemodel.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultsTest extends ModelTest {

  private static final Map<String, Object> HELLO = Map.of("message", "Hello", "language", "en");
  private static final Map<String, Object> REPLY = Client.request("offline-reply", null, HELLO);
  private static final Map<String, Object> INTENT =
      Client.request("offline-intent", "intent_recognition", HELLO);

  @Test
  void failsOnDemand() throws Exception {
    set("{\"errorRate\":1}");

    HttpResponse<String> response = client.complete(REPLY);

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("server_error");
    assertThat(client.stat("errors")).isEqualTo(1);
  }

  @Test
  void limitsTheRateOnDemandAndSaysWhenToComeBack() throws Exception {
    set("{\"rateLimitRate\":1}");

    HttpResponse<String> response = client.complete(REPLY);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
    assertThat(response.body()).contains("rate_limit_exceeded");
  }

  @Test
  void cutsStreamsHalfWay() throws Exception {
    set("{\"cutRate\":1}");

    InputStream stream = client.open(Client.streamed(REPLY));

    assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
    assertThat(client.stat("cut")).isEqualTo(1);
    assertThat(client.stat("tokensSent")).isPositive();
  }

  @Test
  void cutsJsonHalfWay() throws Exception {
    set("{\"cutRate\":1}");

    assertThatThrownBy(() -> client.complete(INTENT)).isInstanceOf(IOException.class);
  }

  @Test
  void hangsUntilTheClientHangsUp() throws Exception {
    set("{\"hangRate\":1,\"models\":[\"offline-reply\"]}");
    Thread caller =
        Thread.ofVirtual().start(() -> ignoringEnd(() -> client.open(Client.streamed(REPLY))));
    await().until(() -> client.stat("activeStreams") == 1);

    caller.interrupt();

    await().until(() -> client.stat("activeStreams") == 0);
    assertThat(client.stat("closedByClient")).isEqualTo(1);
  }

  @Test
  void stopsWritingWhenTheClientHangsUp() throws Exception {
    set("{\"tokenDelayMs\":600000}");
    InputStream stream = client.open(Client.streamed(REPLY));
    assertThat(stream.read()).isEqualTo('d');

    stream.close();

    await().until(() -> client.stat("closedByClient") == 1);
    assertThat(client.stat("tokensSent")).isEqualTo(1);
    assertThat(client.stat("active")).isZero();
  }

  @Test
  void talksNonsenseInStructuredAnswersOnly() throws Exception {
    set("{\"nonsenseRate\":1}");

    String structured = Client.content(client.complete(INTENT));

    assertThat(Client.json(structured).has("intent")).isFalse();
    assertThat(Client.content(client.complete(REPLY))).doesNotContain("nonsense");
  }

  @Test
  void sparesTheModelsThatAreNotNamed() throws Exception {
    set("{\"errorRate\":1,\"models\":[\"offline-intent\"]}");

    assertThat(client.complete(INTENT).statusCode()).isEqualTo(500);
    assertThat(client.complete(REPLY).statusCode()).isEqualTo(200);
    assertThat(
            client
                .complete(Client.request("offline-intent-backup", "intent_recognition", HELLO))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void choosesTheSameCallsWithTheSameSeed() {
    Settings settings = new Settings(0, 0, 0.1, 0.1, 0.1, 0.1, 0.1, List.of(), 7, 0, 0, 0);

    List<Fault> first = faults(settings);

    assertThat(faults(settings)).isEqualTo(first);
    assertThat(faults(new Settings(0, 0, 0.1, 0.1, 0.1, 0.1, 0.1, List.of(), 8, 0, 0, 0)))
        .isNotEqualTo(first);
    for (Fault fault : Fault.values()) {
      long expected = fault == Fault.NONE ? 500 : 100;
      assertThat(first.stream().filter(fault::equals).count())
          .isBetween(expected - 50, expected + 50);
    }
  }

  private static List<Fault> faults(Settings settings) {
    return LongStream.range(0, 1000)
        .mapToObj(n -> Faults.of(settings, "offline-reply", n))
        .toList();
  }

  private void set(String settings) throws Exception {
    assertThat(client.put("/settings", settings).statusCode()).isEqualTo(200);
  }

  private interface Call {
    void run() throws IOException, InterruptedException;
  }

  private static void ignoringEnd(Call call) {
    try {
      call.run();
    } catch (IOException | InterruptedException e) {
      // The wait is what this test is about.
    }
  }
}
