package io.quillmesh.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.EdgeProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

class ConnectionsTest {
  private final List<String> seen = new ArrayList<>();
  private static final ClientAddress OFFICE = new ClientAddress("192.0.2.1", false);

  private final Connections connections =
      new Connections(
          new Binder(List.of()).bindOrCreate("quillmesh.edge", EdgeProperties.class),
          new Room(50, 40, 35));

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
      assertThat(connections.enter(client("anna"))).isEmpty();
    }
    // When, Then
    assertThat(connections.enter(client("anna"))).contains(Refusal.SUBJECT_CONNECTIONS);
    assertThat(connections.enter(client("bea"))).isEmpty();
  }

  @Test
  void countsEachAddressForItself() {
    // Given
    strangers(35, OFFICE);
    // When, Then
    assertThat(connections.enter(client("anna", OFFICE))).contains(Refusal.ADDRESS_CONNECTIONS);
    assertThat(connections.enter(client("anna"))).isEmpty();
  }

  @Test
  void boundsAllOfThemTogetherAndThoseOfThisMachineToo() {
    // Given
    ClientAddress here = new ClientAddress("127.0.0.1", true);
    strangers(40, here);
    assertThat(connections.haveRoomForNew()).isTrue();
    // When
    strangers(10, here);
    // Then
    assertThat(connections.haveRoomForNew()).isFalse();
    assertThat(connections.enter(client("anna"))).contains(Refusal.INSTANCE_FULL);
    assertThat(connections.count()).isEqualTo(50);
  }

  @Test
  void hasRoomAgainForEachWhoGoes() {
    // Given
    List<Connections.Client> all = strangers(35, OFFICE);
    connections.enter(client("anna", OFFICE));
    // When
    connections.exit(all.getFirst());
    // Then
    assertThat(connections.enter(client("anna", OFFICE))).isEmpty();
  }

  @Test
  void givesTwoPlacesToWhoIsPassedOn() {
    // Given
    strangers(25, new ClientAddress("127.0.0.1", true));
    // When
    List<Runnable> others = Stream.generate(connections::takeAnother).limit(25).toList();
    // Then
    assertThat(connections.enter(client("anna"))).contains(Refusal.INSTANCE_FULL);
    assertThat(connections.count()).isEqualTo(25);
    // When
    others.forEach(Runnable::run);
    // Then
    assertThat(connections.enter(client("anna"))).isEmpty();
  }

  private List<Connections.Client> strangers(int count, ClientAddress from) {
    List<Connections.Client> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Connections.Client stranger = client("stranger " + connections.count(), from);
      assertThat(connections.enter(stranger)).isEmpty();
      all.add(stranger);
    }
    return all;
  }

  private Connections.Client client(String subject) {
    return client(subject, new ClientAddress(subject, false));
  }

  private Connections.Client client(String subject, ClientAddress from) {
    return new Connections.Client() {
      @Override
      public ClientAddress address() {
        return from;
      }

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
