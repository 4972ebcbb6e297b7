package io.quillmesh.localmesh.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  @Test
  void waitsTwiceAsLongEachTimeUpToHalfAMinute() {
    assertThat(IntStream.rangeClosed(1, 9).mapToObj(RestartPolicy.DEFAULT::backOff))
        .extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30_000L, 30_000L);
    assertThat(RestartPolicy.DEFAULT.backOff(Integer.MAX_VALUE)).hasSeconds(30);
  }
}
