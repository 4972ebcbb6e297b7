package io.quillmesh.gateway.conversation.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.local.Gateway;
import io.quillmesh.schemas.Agents;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlineSettingsTest {

  @Test
  void nobodyIsGivenUpWhileItsModelMayStillAnswer() {
    DeadlineSettings settings = Gateway.deadlines();

    assertThat(deadline(settings, Agents.INTENT)).hasSeconds(90);
    assertThat(deadline(settings, Agents.GENERATOR)).hasMinutes(15);
    assertThat(settings.graph().longestTurn())
        .isEqualTo(Duration.ofSeconds(90).plusMinutes(15).plusSeconds(270));
  }

  @Test
  void aDeadlineThatIsSetCounts() {
    DeadlineSettings settings = with(Agents.INTENT, Duration.ofMinutes(2));

    assertThat(deadline(settings, Agents.INTENT)).hasMinutes(2);
  }

  @Test
  void oneThatEndsBeforeTheCallStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Agents.GENERATOR, Duration.ofMinutes(10)))
        .withMessageContaining("DEADLINE_GENERATOR must be longer than")
        .withMessageContaining("GENERATOR_TOTAL_TIMEOUT");
  }

  @Test
  void timesOfNobodyStopTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("generater", null).graph())
        .withMessageContaining("generater");
  }

  @Test
  void anAgentWithoutTimesStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeadlineSettings(Map.of(), null).graph())
        .withMessageContaining("agents.intent.call is missing");
  }

  private static DeadlineSettings with(String agent, @Nullable Duration deadline) {
    Map<String, DeadlineSettings.Times> agents = new HashMap<>(Gateway.deadlines().agents());
    DeadlineSettings.Times before = agents.get(agent);
    Duration call = before == null ? Duration.ofSeconds(60) : before.call();
    agents.put(agent, new DeadlineSettings.Times(deadline, call));
    return new DeadlineSettings(agents, null);
  }

  private static Duration deadline(DeadlineSettings settings, String agent) {
    return settings.graph().cards().stream()
        .filter(card -> card.name().equals(agent))
        .map(AgentCard::deadline)
        .findFirst()
        .orElseThrow();
  }
}
