package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.agent.cancel.Cancellations;
import io.quillmesh.agent.scripted.ScriptedModel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.UserMessage;

/** No answer comes before all have been asked for: only calls that run at once get through. */
class ManyStreamsTest {
  private static final int STREAMS = 300;

  @Test
  void threeHundredStreamsRunAtOnceOnOneClient() throws Exception {
    CountDownLatch asked = new CountDownLatch(STREAMS);
    try (ScriptedModel server = new ScriptedModel();
        Models models = models(server);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.otherwise(reply -> {
        asked.countDown();
        await(asked);
        reply.begin();
        for (int i = 0; i < 20; i++) {
          reply.piece("word ");
        }
        reply.finish("stop");
        reply.done();
      });

      List<Future<String>> answers =
          IntStream.range(0, STREAMS).mapToObj(_ -> threads.submit(() -> ask(models))).toList();

      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("word ".repeat(20));
      }
      assertThat(server.requests()).hasSize(STREAMS);
    }
  }

  private static String ask(Models models) {
    return models
        .answer(
            List.of(new UserMessage("{}")),
            null,
            TextSink.NONE,
            new ModelCalls(),
            new Cancellations(1).begin("turn"))
        .text();
  }

  private static Models models(ScriptedModel server) {
    return new Models(
        TestModels.properties(server.baseUrl()),
        TestModels.attempts(1),
        new ModelMetrics(new SimpleMeterRegistry(), "test"),
        System::nanoTime);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
