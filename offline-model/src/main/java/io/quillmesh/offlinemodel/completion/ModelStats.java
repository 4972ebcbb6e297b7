package io.quillmesh.offlinemodel.completion;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The statistics of one model's calls. */
final class ModelStats {

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong active = new AtomicLong();
  private final AtomicLong activeStreams = new AtomicLong();
  private final AtomicLong tokensSent = new AtomicLong();
  private final AtomicLong closedByClient = new AtomicLong();
  private final AtomicLong completed = new AtomicLong();
  private final Map<Fault, AtomicLong> faults = new EnumMap<>(Fault.class);

  ModelStats() {
    for (Fault fault : Fault.values()) {
      faults.put(fault, new AtomicLong());
    }
  }

  /** The number of this call, from 1. */
  long called() {
    return calls.incrementAndGet();
  }

  void faulted(Fault fault) {
    count(fault).incrementAndGet();
  }

  void started(boolean stream) {
    active.incrementAndGet();
    activeStreams.addAndGet(stream ? 1 : 0);
  }

  void ended(boolean stream) {
    active.decrementAndGet();
    activeStreams.addAndGet(stream ? -1 : 0);
  }

  void sent(int tokens) {
    tokensSent.addAndGet(tokens);
  }

  void closedByClient() {
    closedByClient.incrementAndGet();
  }

  void completed() {
    completed.incrementAndGet();
  }

  Map<String, Long> snapshot() {
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("calls", calls.get());
    all.put("completed", completed.get());
    all.put("active", active.get());
    all.put("activeStreams", activeStreams.get());
    all.put("tokensSent", tokensSent.get());
    all.put("closedByClient", closedByClient.get());
    all.put("errors", count(Fault.ERROR).get());
    all.put("rateLimited", count(Fault.RATE_LIMIT).get());
    all.put("cut", count(Fault.CUT).get());
    all.put("hung", count(Fault.HANG).get());
    all.put("nonsense", count(Fault.NONSENSE).get());
    return all;
  }

  private AtomicLong count(Fault fault) {
    return faults.computeIfAbsent(fault, none -> new AtomicLong());
  }
}
