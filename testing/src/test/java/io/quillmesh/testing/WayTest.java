package io.quillmesh.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WayTest {

  @Test
  void theWayThatIsAskedForIsTaken() {
    assertThat(Way.asked("containers")).contains(Way.CONTAINERS);
    assertThat(Way.asked("processes")).contains(Way.PROCESSES);
    assertThat(Way.asked("")).isEmpty();
  }

  @Test
  void anyOtherWayIsRefusedInWords() {
    assertThatThrownBy(() -> Way.asked("podman"))
        .hasMessageContaining("quillmesh.test.kafka")
        .hasMessageContaining("containers or processes");
  }
}
