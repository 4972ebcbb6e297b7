package io.quillmesh.offlinemodel.completion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quillmesh.offlinemodel.http.Response;
import io.quillmesh.offlinemodel.openai.Caller;
import io.quillmesh.offlinemodel.openai.CompletionJson;
import io.quillmesh.offlinemodel.openai.CompletionRequest;
import io.quillmesh.offlinemodel.openai.Tokens;
import io.quillmesh.offlinemodel.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Sends one answer to the client at the speed of a model: all of it, or only the first half if it
 * is cut.
 */
final class Delivery {

  /**
   * The tick of the clock that all answers share: waking up for a token costs more than sending it.
   */
  private static final Duration TICK = Duration.ofMillis(10);

  private final CompletionJson json;
  private final boolean stream;
  private final int maxTokens;
  private final int promptTokens;
  private final Caller caller;
  private final Settings settings;
  private final ModelStats stats;
  private final long start = System.nanoTime();

  Delivery(CompletionJson json, CompletionRequest request, Settings settings, ModelStats stats) {
    this.json = json;
    // Does not keep the request itself: its data may be large, and the answer may take long.
    this.stream = request.stream();
    this.maxTokens = request.maxTokens();
    this.promptTokens = request.promptTokens();
    this.caller = request.caller();
    this.settings = settings;
    this.stats = stats;
  }

  void deliver(String answer, Response response, boolean cut)
      throws IOException, InterruptedException {
    // A message may hold half of a surrogate pair, which cannot be sent.
    Tokens tokens = tokens(new String(answer.getBytes(UTF_8), UTF_8));
    boolean complete = tokens.size() <= maxTokens;
    Tokens sent = complete ? tokens : tokens.first(maxTokens);
    String reason = complete ? "stop" : "length";
    Map<String, Object> usage = CompletionJson.usage(promptTokens, sent.size());
    if (stream) {
      stream(sent, reason, usage, response, cut);
    } else {
      whole(sent, reason, usage, response, cut);
    }
  }

  private Tokens tokens(String text) {
    int count = settings.tokensOf(caller);
    return count == 0 ? Tokens.of(text) : Tokens.of(text, count);
  }

  private void stream(
      Tokens tokens, String reason, Map<String, Object> usage, Response response, boolean cut)
      throws IOException, InterruptedException {
    await(due(0));
    response.begin("text/event-stream; charset=utf-8");
    int count = cut ? tokens.size() / 2 : tokens.size();
    for (int i = 0; i < count; i++) {
      boolean isMeasured = i == 0 || i == count - 1;
      await(isMeasured ? due(i) : tickBefore(due(i)));
      response.chunk(json.piece(tokens.get(i), i == 0));
      stats.sent(1);
    }
    if (!cut) {
      response.chunk(json.finish(reason));
      response.end(json.end(usage));
    }
  }

  private void whole(
      Tokens tokens, String reason, Map<String, Object> usage, Response response, boolean cut)
      throws IOException, InterruptedException {
    await(due(Math.max(0, tokens.size() - 1)));
    byte[] body = json.whole(tokens.text(), reason, usage);
    if (cut) {
      response.sendCut("application/json", body, body.length / 2);
    } else {
      response.send(200, "application/json", body, Map.of());
    }
    stats.sent(tokens.size());
  }

  /**
   * When a token is due, by {@link System#nanoTime}. It is counted from the start, so that a late
   * token does not delay the rest.
   */
  private long due(int index) {
    long millis = settings.firstTokenDelayMs() + (long) index * settings.tokenDelayMs();
    return start + Duration.ofMillis(millis).toNanos();
  }

  /** Rounds up, so that the tokens of many answers are due at the same moment. */
  private static long tickBefore(long due) {
    return Math.floorDiv(due, TICK.toNanos()) * TICK.toNanos();
  }

  private static void await(long due) throws InterruptedException {
    long nanos = due - System.nanoTime();
    if (nanos > 0) {
      Thread.sleep(Duration.ofNanos(nanos));
    } else {
      // This answer is late: let the first tokens of others go before the rest of it.
      Thread.yield();
    }
  }
}
