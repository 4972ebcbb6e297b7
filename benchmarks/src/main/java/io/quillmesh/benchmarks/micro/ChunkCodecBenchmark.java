package io.quillmesh.benchmarks.micro;

import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topics;
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

/** A chunk of text to Avro, which an agent does, and back, which the gateway does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ChunkCodecBenchmark {

  private final EventCodec codec = new EventCodec("mock://micro", true);
  private final TextChunk chunk = Samples.chunk(17);
  private final byte[] bytes = codec.encode(Topics.CHUNKS, chunk);

  /** One chunk as bytes. */
  @Benchmark
  public byte[] encode() {
    return codec.encode(Topics.CHUNKS, chunk);
  }

  /** One chunk from bytes. */
  @Benchmark
  public TextChunk decode() {
    return codec.decode(Topics.CHUNKS, bytes);
  }
}
