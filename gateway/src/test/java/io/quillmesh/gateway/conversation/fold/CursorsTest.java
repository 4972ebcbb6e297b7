package io.quillmesh.gateway.conversation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.schemas.Agents;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private final Folding conversation = new Folding();

  @Test
  void whoComesBackGetsWhatItMissed() {
    // Given
    conversation.apply(Given.wholeTurn(1));

    // When
    for (int seen = 0; seen < conversation.frames.size(); seen++) {
      List<Frame> missed = conversation.look(conversation.frames.get(seen).cursor());

      // Then
      assertThat(missed)
          .isEqualTo(conversation.frames.subList(seen + 1, conversation.frames.size()));
    }
  }

  @Test
  void aSnapshotsCursorIsGoodToComeBackWith() {
    // Given
    conversation.apply(Given.claim());
    Cursor cursor = conversation.look(null).getLast().cursor();

    // When
    conversation.movesToEpoch("epoch2");
    conversation.apply(Given.wholeTurn(1));

    // Then
    assertThat(conversation.look(cursor)).isEqualTo(conversation.frames);
  }

  @Test
  void framesThatWereShownAndNeverCommittedAreNoPlace() {
    // Given a task that showed more than it could commit
    conversation.apply(Given.submit(1), Given.intent(1));
    var committed = new TreeMap<>(conversation.pieces);
    conversation.apply(Given.context(1));
    Cursor lost = conversation.frames.getLast().cursor();
    Cursor good = conversation.frames.get(5).cursor();
    conversation.pieces.clear();
    conversation.pieces.putAll(committed);

    // When the next one numbers on
    conversation.movesToEpoch("epoch2");
    conversation.apply(Given.chunk(1, Agents.GENERATOR, 0, 10), Given.context(1));

    // Then
    assertThat(conversation.look(lost).getFirst().json()).contains("\"recovered\":false");
    assertThat(conversation.look(good).getFirst().json()).doesNotContain("STATE_SNAPSHOT");
  }

  @Test
  void framesOfOldRunsAreForgotten() {
    // Given
    for (int number = 1; number <= Folding.SETTINGS.keptRuns() + 1; number++) {
      conversation.apply(Given.wholeTurn(number));
    }

    // When
    Cursor first = conversation.frames.getFirst().cursor();

    // Then
    assertThat(conversation.look(first).getFirst().json())
        .contains("STATE_SNAPSHOT", "\"recovered\":false");
    assertThat(conversation.pieces.keySet().stream().filter(key -> key.contains("/f/")))
        .hasSize(conversation.frames.size() * 20 / 21);
  }

  @Test
  void aCursorFromTheFutureOrAnotherConversationIsNoPlace() {
    conversation.apply(Given.wholeTurn(1));

    assertThat(conversation.look(new Cursor("epoch1", 999)).getFirst().json())
        .contains("STATE_SNAPSHOT");
    assertThat(conversation.look(new Cursor("unknown", 3)).getFirst().json())
        .contains("STATE_SNAPSHOT");
  }
}
