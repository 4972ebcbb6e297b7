package io.quillmesh.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

  @Test
  void theSameWorkHasTheSameId() {
    String id = EventIds.of("turn", Agents.REPLY);

    assertThat(id).isEqualTo(EventIds.of("turn", Agents.REPLY));
    assertThat(id).isNotEqualTo(EventIds.of("turn", Agents.PHASE));
    assertThat(UUID.fromString(id).version()).isEqualTo(5);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
  }
}
