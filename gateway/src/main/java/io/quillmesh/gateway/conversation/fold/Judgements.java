package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.feedback.Feedback;
import io.quillmesh.gateway.conversation.feedback.Judged;
import io.quillmesh.gateway.conversation.feedback.ReplyWork;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.text.Work;
import io.quillmesh.gateway.conversation.versions.VersionInfo;
import io.quillmesh.gateway.conversation.versions.Versions;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.GiveFeedback;
import io.quillmesh.schemas.Rating;
import org.jspecify.annotations.Nullable;

/** A person's opinions: only about what an agent wrote, and has written to the end. */
final class Judgements {
  private Judgements() {}

  static void give(EffectsBuilder effects, ClientCommand command, GiveFeedback feedback) {
    if (feedback.getRating() == Rating.UNKNOWN) {
      Commands.rejectUnknown(effects, command);
      return;
    }
    boolean isOfVersion = feedback.getArticleVersion() > 0;
    Judged judged =
        isOfVersion
            ? version(effects, command, feedback.getArticleVersion())
            : message(effects, command, feedback.getMessageId());
    if (judged != null) {
      String id = Commands.id(effects, command, "feedback/" + feedback);
      Feedback.give(effects, judged, feedback.getRating(), feedback.getReason(), id);
    }
  }

  private static @Nullable Judged version(
      EffectsBuilder effects, ClientCommand command, int version) {
    VersionInfo kept = Versions.info(effects, version);
    if (kept == null) {
      return missing(effects, command, "There is no version %d.".formatted(version));
    }
    if (kept.author() != Author.AGENT) {
      return missing(
          effects,
          command,
          "Version %d is the person's own. Only what an agent wrote can be judged."
              .formatted(version));
    }
    Work work = kept.work();
    return Judged.version(version, work == null ? Work.untold("", Agents.GENERATOR) : work);
  }

  private static @Nullable Judged message(
      EffectsBuilder effects, ClientCommand command, String messageId) {
    Work work = ReplyWork.find(effects, messageId);
    if (work == null) {
      work = ofKept(effects, messageId);
    }
    return work == null
        ? missing(
            effects,
            command,
            "There is no reply with this id, or it is not complete yet. A version of the article is"
                + " judged by its \"articleVersion\".")
        : Judged.message(messageId, work);
  }

  /**
   * A reply that broke off, or one of an earlier release: nothing is known but that it is there.
   */
  private static @Nullable Work ofKept(EffectsBuilder effects, String messageId) {
    for (long number = effects.header().counts().messages() - 1; number >= 0; number--) {
      KeptMessage message = effects.message(number);
      if (message == null) {
        return null;
      }
      if (messageId.equals(message.id()) && Agents.REPLY.equals(message.agent())) {
        return Work.untold(Commands.isUuid(message.runId()) ? message.runId() : "", Agents.REPLY);
      }
    }
    return null;
  }

  private static @Nullable Judged missing(
      EffectsBuilder effects, ClientCommand command, String message) {
    Commands.reject(effects, command, null, "NOT_FOUND_MESSAGE", message);
    return null;
  }
}
