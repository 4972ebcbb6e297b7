package io.quillmesh.offlinemodel.completion;

import io.quillmesh.offlinemodel.http.Response;
import io.quillmesh.offlinemodel.openai.CompletionJson;
import io.quillmesh.offlinemodel.openai.CompletionRequest;
import io.quillmesh.offlinemodel.openai.OpenAiError;
import io.quillmesh.offlinemodel.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** {@code POST /v1/chat/completions}. */
public final class Completions {

  /** Well-formed JSON that none of our schemas allows. */
  private static final String NONSENSE =
      "{\"nonsense\":[42,\"as the setting nonsenseRate demands\"]}";

  private final Supplier<Settings> settings;
  private final Stats stats;
  private final Clock clock;
  private final AtomicLong ids = new AtomicLong();

  public Completions(Supplier<Settings> settings, Stats stats, Clock clock) {
    this.settings = settings;
    this.stats = stats;
    this.clock = clock;
  }

  public void handle(byte[] body, Response response) throws IOException, InterruptedException {
    CompletionRequest request = CompletionRequest.parse(body);
    ModelStats model = stats.of(request.model());
    Settings now = settings.get();
    Fault fault = Faults.of(now, request.model(), model.called());
    model.faulted(fault);
    model.started(request.stream());
    try {
      answer(request, now, fault, model, response);
      model.completed();
    } catch (IOException | InterruptedException e) {
      model.closedByClient();
      throw e;
    } finally {
      model.ended(request.stream());
    }
  }

  private void answer(
      CompletionRequest request, Settings now, Fault fault, ModelStats model, Response response)
      throws IOException, InterruptedException {
    String id = "chatcmpl-offline-" + ids.incrementAndGet();
    long created = clock.instant().getEpochSecond();
    CompletionJson json = new CompletionJson(id, request.model(), created, request.includeUsage());
    Delivery delivery = new Delivery(json, request, now, model);
    switch (fault) {
      case NONE -> delivery.deliver(Answers.answer(request), response, false);
      case CUT -> delivery.deliver(Answers.answer(request), response, true);
      case NONSENSE ->
          delivery.deliver(
              request.structured() ? NONSENSE : Answers.answer(request), response, false);
      case ERROR -> throw OpenAiError.failed();
      case RATE_LIMIT -> throw OpenAiError.rateLimited();
      // Waits until the client hangs up, which interrupts this thread.
      case HANG -> new CountDownLatch(1).await();
    }
  }
}
