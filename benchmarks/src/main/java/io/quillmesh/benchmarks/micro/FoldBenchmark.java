package io.quillmesh.benchmarks.micro;

import io.quillmesh.gateway.conversation.effects.Effects;
import io.quillmesh.gateway.conversation.effects.FoldSettings;
import io.quillmesh.gateway.conversation.effects.Pseudonyms;
import io.quillmesh.gateway.conversation.fold.Fold;
import io.quillmesh.gateway.conversation.fold.Input;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.SubmitMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The gateway's work for one more chunk of an article, without its stores. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FoldBenchmark {

  private static final int CHUNKS_BEFORE = 60;
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static final AgentGraph AGENTS = AgentGraph.builtIn(_ -> Duration.ofMinutes(1));

  private static final FoldSettings SETTINGS =
      new FoldSettings(() -> AGENTS, Duration.ofMinutes(5), 10, 20, Pseudonyms.NONE);

  private final Fold fold = new Fold(SETTINGS, "epoch");
  private final Map<String, byte[]> pieces = new HashMap<>();
  private final Input next = new Input.Chunk(Samples.chunk(CHUNKS_BEFORE));

  /** A turn in the middle of its article. */
  @Setup
  public void begin() {
    // Avro trusts our records once there is a codec.
    new EventCodec("mock://micro", true).close();
    keep(new Input.Command(submission()));
    for (int i = 0; i < CHUNKS_BEFORE; i++) {
      keep(new Input.Chunk(Samples.chunk(i)));
    }
    if (chunk().frames().size() != 1) {
      throw new IllegalStateException("a chunk should make one frame: " + chunk());
    }
  }

  /** Folds one chunk. The result is not kept, so that every call is the same. */
  @Benchmark
  public Effects chunk() {
    return fold.apply(pieces::get, next, NOW);
  }

  private void keep(Input input) {
    fold.apply(pieces::get, input, NOW)
        .writes()
        .forEach((key, value) -> {
          if (value == null) {
            pieces.remove(key);
          } else {
            pieces.put(key, value);
          }
        });
  }

  private static ClientCommand submission() {
    return ClientCommand.newBuilder()
        .setEventId("c7f5a8e2-6a1d-4f0e-8d8b-0c6f3a9b7e11")
        .setConversationId(Samples.CONVERSATION)
        .setSubject("anna")
        .setConnectionId("connection")
        .setCommand(
            SubmitMessage.newBuilder()
                .setTurnId(Samples.TURN)
                .setMessageId("message")
                .setMessage("Write a travelogue about London")
                .build())
        .build();
  }
}
