package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.offlinemodel.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final int STREAMS = 300;

  @Test
  void writesManyStreamsAtOnceAndNoneGetsAnothersText() throws Exception {
    Settings settings = new Settings(300, 0, 0, 0, 0, 0, 0, List.of(), 1, 0, 0, 0);
    try (OfflineModel model = OfflineModel.start(settings);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Client client = new Client(model);
      List<Callable<String>> calls =
          IntStream.range(0, STREAMS)
              .<Callable<String>>mapToObj(i -> () -> stream(client, i))
              .toList();

      List<Future<String>> streams = callers.invokeAll(calls);

      for (int i = 0; i < STREAMS; i++) {
        assertThat(streams.get(i).get()).contains("Port" + i).endsWith("data: [DONE]\n\n");
      }
      assertThat(client.stat("completed")).isEqualTo(STREAMS);
      assertThat(client.stat("activeStreams")).isZero();
    }
  }

  private static String stream(Client client, int number) throws Exception {
    Map<String, Object> data =
        Map.of(
            "message", "Write a travelogue about Port" + number, "language", "en", "task", "WRITE");
    return client.complete(Client.streamed(Client.request("offline-generator", null, data))).body();
  }
}
