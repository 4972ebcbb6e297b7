package io.quillmesh.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

class ConnectionsTest {
  private final List<String> seen = new ArrayList<>();
  private final Connections connections =
      new Connections(new Binder(List.of()).bindOrCreate("quillmesh.edge", EdgeProperties.class));

  @BeforeEach
  void start() {
    connections.start();
  }

  @Test
  void sendsEverybodyAwayWhenTheGatewayStops() {
    // Given
    connections.enter(client("anna"));
    // When
    connections.stop();
    connections.enter(client("bea"));
    // Then
    assertThat(seen).containsExactly("anna left", "bea left");
  }

  @Test
  void forgetsThoseWhoWent() {
    // Given
    Connections.Client anna = client("anna");
    connections.enter(anna);
    // When
    connections.exit(anna);
    connections.exit(anna);
    connections.beat();
    // Then
    assertThat(connections.count()).isZero();
    assertThat(seen).isEmpty();
  }

  @Test
  void countsEachSubjectForItself() {
    // Given
    for (int i = 0; i < 32; i++) {
      assertThat(connections.enter(client("anna"))).isTrue();
    }
    // When, Then
    assertThat(connections.enter(client("anna"))).isFalse();
    assertThat(connections.enter(client("bea"))).isTrue();
  }

  private Connections.Client client(String subject) {
    return new Connections.Client() {
      @Override
      public String subject() {
        return subject;
      }

      @Override
      public void beat() {
        seen.add(subject + " beat");
      }

      @Override
      public void leave() {
        seen.add(subject + " left");
      }
    };
  }
}
