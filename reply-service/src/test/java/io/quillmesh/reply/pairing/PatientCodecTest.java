package io.quillmesh.reply.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.agent.retry.StoppingException;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.ReplyRequested;
import io.quillmesh.schemas.Topics;
import org.junit.jupiter.api.Test;

class PatientCodecTest {
  private static final String REGISTRY = "mock://patience";
  private static final ReplyRequested EVENT = ReplyRequested.newBuilder().build();

  /** Does not register: until somebody does, its registry is of no help. */
  private final EventCodec codec = new EventCodec(REGISTRY, false);

  @Test
  void aRegistryThatIsOfNoHelpIsAskedAgain() {
    PatientCodec patient = new PatientCodec(codec, _ -> register());

    byte[] encoded = patient.encode(Topics.REPLY_REQUESTS, EVENT);

    assertThat(patient.decode(Topics.REPLY_REQUESTS, encoded)).isEqualTo(EVENT);
  }

  @Test
  void whoStopsWaitsNoLonger() {
    StopSignal stop = new StopSignal();
    stop.stop();
    PatientCodec patient = new PatientCodec(new EventCodec("mock://nothing", false), stop);

    assertThatThrownBy(() -> patient.encode(Topics.REPLY_REQUESTS, EVENT))
        .isInstanceOf(StoppingException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void register() {
    try (EventCodec registering = new EventCodec(REGISTRY, true)) {
      registering.encode(Topics.REPLY_REQUESTS, EVENT);
    }
  }
}
