package io.quillmesh.benchmarks.micro;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.Json;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An AG-UI event as clients get it: the most frequent one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FrameBenchmark {

  private final AgUiEvent event =
      new AgUiEvent.TextMessageContent(
          Samples.TURN + "/article", Samples.TEXT, Samples.TURN + "/generator");
  private final Cursor cursor = new Cursor("Vq3mXc0aT2eKkS1w", 1234);

  /** One frame. */
  @Benchmark
  public Frame encode() {
    return Json.frame(event, Samples.TURN, cursor, null);
  }
}
