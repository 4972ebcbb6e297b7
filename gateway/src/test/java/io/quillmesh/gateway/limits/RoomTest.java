package io.quillmesh.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.EdgeProperties;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RoomTest {
  private static final EdgeProperties.Crowd DEFAULTS = new EdgeProperties.Crowd(null, null, 1, 1);

  @Test
  void followsFromTheHeap() {
    // What ./mesh up gives a gateway; the garbage collector reserves some of it.
    Room room = Room.of(DEFAULTS, DataSize.ofMegabytes(312).toBytes());
    // Then
    assertThat(room.open()).isGreaterThan(10_000);
    assertThat(room.all()).isGreaterThan(room.open());
    assertThat(Room.of(DEFAULTS, DataSize.ofMegabytes(624).toBytes()).all())
        .isBetween(2 * room.all(), 2 * room.all() + 1);
  }

  @Test
  void isWhatTheSettingsSay() {
    assertThat(Room.of(new EdgeProperties.Crowd(100, 7, 1, 1), Long.MAX_VALUE))
        .isEqualTo(new Room(100, 90, 7));
  }
}
