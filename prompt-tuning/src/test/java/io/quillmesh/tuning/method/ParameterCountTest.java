package io.quillmesh.tuning.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParameterCountTest {
  @Test
  void aLargeModel() {
    ParameterCount count = new ParameterCount(20, 12_288, 96);

    assertThat(count.v1()).isEqualTo(245_760);
    assertThat(count.v2Vectors()).isEqualTo(23_592_960);
    assertThat(count.v2()).isEqualTo(47_185_920);
  }

  @Test
  void aSmallOne() {
    assertThat(new ParameterCount(20, 512, 4).v2()).isEqualTo(81_920);
  }
}
