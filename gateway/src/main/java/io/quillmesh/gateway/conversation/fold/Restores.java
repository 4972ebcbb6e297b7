package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.versions.Save;
import io.quillmesh.gateway.conversation.versions.VersionInfo;
import io.quillmesh.gateway.conversation.versions.Versions;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.RestoreArticle;
import org.jspecify.annotations.Nullable;

/**
 * Makes the text of a version the article again, as a new version. It was made from that version,
 * so who wrote what of it is the same.
 */
final class Restores {

  private Restores() {}

  static void restore(EffectsBuilder effects, ClientCommand command, RestoreArticle restore) {
    int current = effects.baseline().currentArticle(effects.turn());
    int wanted = restore.getVersion();
    ArticleVersion text = effects.article(wanted);
    if (isRepeat(Versions.info(effects, current), restore)) {
      return;
    }
    if (PersonsArticle.isBusy(effects)) {
      PersonsArticle.rejectAsBusy(effects, command);
    } else if (restore.getBaseVersion() != current) {
      Commands.reject(
          effects,
          command,
          null,
          "VERSION_CONFLICT",
          "Version %d was to be replaced, but the article is version %d."
              .formatted(restore.getBaseVersion(), current));
    } else if (text == null) {
      Commands.reject(
          effects,
          command,
          null,
          "NO_SUCH_VERSION",
          "There is no version %d. A save may have taken its place: get the list again."
              .formatted(wanted));
    } else {
      accept(effects, command, text, restore);
    }
  }

  private static boolean isRepeat(@Nullable VersionInfo current, RestoreArticle restore) {
    return current != null
        && current.save() != null
        && current.save().equals(Save.restored(restore.getBaseVersion(), restore.getVersion()));
  }

  private static void accept(
      EffectsBuilder effects, ClientCommand command, ArticleVersion text, RestoreArticle restore) {
    int wanted = restore.getVersion();
    VersionInfo info = Versions.info(effects, wanted);
    ArticleVersion again =
        new ArticleVersion(text.title(), text.markdown(), text.author(), wanted, text.unfinished());
    PersonsArticle.show(
        effects,
        command,
        Versions.keep(
            effects,
            again,
            info == null ? null : info.origin(),
            Save.restored(restore.getBaseVersion(), wanted)));
  }
}
