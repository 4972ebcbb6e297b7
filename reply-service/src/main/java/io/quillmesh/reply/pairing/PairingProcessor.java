package io.quillmesh.reply.pairing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What Kafka Streams calls; the work is {@link Pairing}'s. */
final class PairingProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final PatientCodec codec;
  private final Duration memory;
  private final MeterRegistry meters;
  private @Nullable Pairing pairing;

  PairingProcessor(PatientCodec codec, Duration memory, MeterRegistry meters) {
    this.codec = codec;
    this.memory = memory;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    Pairing started = new Pairing(context, codec, memory, meters);
    context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, _ -> started.forgetOld());
    pairing = started;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Objects.requireNonNull(pairing, "Kafka Streams calls init first").take(record);
  }
}
