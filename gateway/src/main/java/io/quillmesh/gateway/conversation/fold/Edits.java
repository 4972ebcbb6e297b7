package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.versions.Save;
import io.quillmesh.gateway.conversation.versions.VersionInfo;
import io.quillmesh.gateway.conversation.versions.Versions;
import io.quillmesh.markdown.Markdown;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EditArticle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person's edits. Those of one sitting are one version in the end, the last of them. */
final class Edits {

  private Edits() {}

  static void edit(EffectsBuilder effects, ClientCommand command, EditArticle edit) {
    int current = effects.baseline().currentArticle(effects.turn());
    int bytes = edit.getMarkdown().getBytes(StandardCharsets.UTF_8).length;
    if (Versions.isSame(effects, current, edit.getBaseVersion(), edit.getMarkdown())) {
      return;
    }
    if (bytes > Budgets.ARTICLE) {
      Commands.reject(
          effects,
          command,
          null,
          "ARTICLE_TOO_LARGE",
          "An article has at most %d bytes in UTF-8, not %d.".formatted(Budgets.ARTICLE, bytes));
    } else if (PersonsArticle.isBusy(effects)) {
      PersonsArticle.rejectAsBusy(effects, command);
    } else if (edit.getBaseVersion() == current) {
      accept(effects, command, edit);
    } else if (edit.getKeepAside() && Asides.isKnown(effects, edit.getBaseVersion())) {
      Asides.keep(effects, command, edit, current);
    } else {
      Commands.reject(
          effects,
          command,
          null,
          "VERSION_CONFLICT",
          "Version %d was edited, but the article is version %d."
              .formatted(edit.getBaseVersion(), current));
    }
  }

  private static void accept(EffectsBuilder effects, ClientCommand command, EditArticle edit) {
    int base = edit.getBaseVersion();
    VersionInfo before = Versions.info(effects, base);
    Save.@Nullable Sitting sitting = openSitting(effects, base, before);
    String title = title(effects, edit, before);
    if (sitting == null || before == null) {
      Save.Sitting begun =
          new Save.Sitting(
              effects.now(), Versions.next(effects), effects.header().counts().turns());
      keep(effects, command, version(edit, title, base), Save.edit(base, begun));
    } else {
      keep(effects, command, version(edit, title, before.base()), Save.edit(base, sitting));
      Versions.drop(effects, base);
    }
  }

  /**
   * The sitting that an edit of this version belongs to. Only a version after which nothing
   * happened may be replaced: no other one was made from it, and no turn has seen it.
   */
  private static Save.@Nullable Sitting openSitting(
      EffectsBuilder effects, int base, @Nullable VersionInfo before) {
    if (before == null || before.save() == null || base + 1 != Versions.next(effects)) {
      return null;
    }
    Save.Sitting sitting = before.save().sitting();
    Instant now = effects.now();
    return sitting != null && sitting.isOpen(now, effects.header().counts().turns())
        ? sitting
        : null;
  }

  private static void keep(
      EffectsBuilder effects, ClientCommand command, ArticleVersion version, Save save) {
    SharedState.Article kept = Versions.keep(effects, version, null, save);
    PersonsArticle.show(effects, command, kept);
  }

  static ArticleVersion version(EditArticle edit, String title, int base) {
    return new ArticleVersion(title, edit.getMarkdown(), Author.PERSON, base);
  }

  /** A text without words keeps the title that the article had. */
  static String title(EffectsBuilder effects, EditArticle edit, @Nullable VersionInfo before) {
    String ofText = Markdown.title(edit.getMarkdown());
    if (!ofText.isEmpty()) {
      return ofText;
    }
    return before == null ? effects.header().title().text() : before.title();
  }
}
