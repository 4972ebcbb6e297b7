package io.quillmesh.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.benchmarks.cost.Costs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleTableTest {

  @Test
  void saysWhichShareOfACoreEachProcessTakes() {
    Costs costs =
        new Costs(
            Duration.ofSeconds(60),
            Map.of("broker", Duration.ofMillis(1200), "gateway", Duration.ofMillis(300)),
            Duration.ofMillis(60),
            Duration.ofMillis(2160),
            Map.of(),
            List.of());

    assertThat(IdleTable.of(costs).toString().lines())
        .anySatisfy(line -> assertThat(line).contains("broker", "2.00"))
        .anySatisfy(line -> assertThat(line).contains("gateway", "0.50"))
        .anySatisfy(line -> assertThat(line).contains("all of the mesh", "2.50"))
        .anySatisfy(line -> assertThat(line).contains("this driver", "0.10"))
        .anySatisfy(line -> assertThat(line).contains("anything else here", "1.00"));
  }
}
