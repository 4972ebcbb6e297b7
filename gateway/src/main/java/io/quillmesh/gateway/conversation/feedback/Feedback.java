package io.quillmesh.gateway.conversation.feedback;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.SharedState.Opinion;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.text.Work;
import io.quillmesh.gateway.conversation.versions.VersionInfo;
import io.quillmesh.gateway.conversation.versions.Versions;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.FeedbackGiven;
import io.quillmesh.schemas.Rating;
import io.quillmesh.schemas.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's opinions: for all their clients, and for who improves prompts. */
public final class Feedback {
  private Feedback() {}

  /**
   * Keeps and tells an opinion. One that is known already changes nothing.
   *
   * @param commandId the id of the command that gives it
   */
  public static void give(
      EffectsBuilder effects, Judged judged, Rating rating, String reason, String commandId) {
    Opinions before = known(effects);
    Opinion opinion = opinion(rating, reason);
    if (before.has(judged.name(), opinion)) {
      return;
    }
    Opinions after = before.with(judged.name(), opinion);
    effects.put(Keys.feedback(effects.conversationId()), after);
    show(effects, after, commandId);
    tell(effects, EventIds.of(commandId, "feedback"), judged, rating, reason);
  }

  private static @Nullable Opinion opinion(Rating rating, String reason) {
    return switch (rating) {
      case GOOD -> new Opinion("good", reason.isBlank() ? null : reason);
      case BAD -> new Opinion("bad", reason.isBlank() ? null : reason);
      case NONE, UNKNOWN -> null;
    };
  }

  /** The conversation is erased: readers of the topic learn that its opinions are taken back. */
  public static void takeBackAll(EffectsBuilder effects) {
    for (String name : known(effects).all().keySet()) {
      tell(
          effects,
          EventIds.of(effects.conversationId(), "erased/" + name),
          judged(effects, name),
          Rating.NONE,
          "");
    }
  }

  private static Judged judged(EffectsBuilder effects, String name) {
    int version = Judged.version(name);
    VersionInfo info = version == 0 ? null : Versions.info(effects, version);
    Work work = info == null ? ReplyWork.find(effects, name) : info.work();
    return new Judged(name, version, work == null ? Work.untold("", "") : work);
  }

  private static Opinions known(EffectsBuilder effects) {
    Opinions known = effects.read(Keys.feedback(effects.conversationId()), Opinions.class);
    return known == null ? Opinions.NONE : known;
  }

  /** AG-UI allows nothing outside of a run. */
  private static void show(EffectsBuilder effects, Opinions opinions, String commandId) {
    AgUiEvent delta =
        new AgUiEvent.StateDelta(List.of(AgUiEvent.Add.member("feedback", opinions.all())));
    RunningTurn turn = effects.turn();
    if (turn == null) {
      Frames.showRun(effects, commandId, List.of(delta), null);
    } else {
      effects.show(turn.runId(), delta);
    }
  }

  private static void tell(
      EffectsBuilder effects, String eventId, Judged judged, Rating rating, String reason) {
    effects.emit(
        Topics.FEEDBACK,
        effects.conversationId(),
        FeedbackGiven.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(effects.now())
            .setConversationId(effects.conversationId())
            .setTenant(effects.header().owner().tenant())
            .setSubjectHash(effects.settings().pseudonyms().of(effects.header().owner()))
            .setTurnId(judged.work().turnId())
            .setArticleVersion(judged.version())
            .setRating(rating)
            .setReason(reason)
            .setCall(judged.work().call())
            .build());
  }
}
