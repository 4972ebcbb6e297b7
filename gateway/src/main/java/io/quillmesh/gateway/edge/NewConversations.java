package io.quillmesh.gateway.edge;

import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How many conversations one subject may begin, or ask for in vain, in a minute. */
@Component
class NewConversations {
  private static final int SWEEP_ABOVE = 10_000;

  private final ConcurrentMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final int perMinute;
  private final LongSupplier nanos;

  @Autowired
  NewConversations(EdgeProperties settings) {
    this(settings.rates().conversations(), System::nanoTime);
  }

  NewConversations(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  /** How HTTP says that it would be one too many. */
  static ProblemException tooMany() {
    return new ProblemException(
        ProblemCode.RATE_LIMITED,
        "Too many new conversations. Go on with one of yours, or wait a minute.",
        Duration.ofMinutes(1));
  }

  boolean tryBegin(String subject) {
    if (buckets.size() > SWEEP_ABOVE) {
      buckets.values().removeIf(TokenBucket::isFull);
    }
    return buckets
        .computeIfAbsent(subject, _ -> new TokenBucket(perMinute / 60.0, perMinute, nanos))
        .tryTake();
  }
}
