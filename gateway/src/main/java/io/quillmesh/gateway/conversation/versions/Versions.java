package io.quillmesh.gateway.conversation.versions;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.Keys;
import org.jspecify.annotations.Nullable;

/** Keeps the versions of a conversation's article while an event is folded. */
public final class Versions {
  private Versions() {}

  /**
   * Keeps a new version. Whether it becomes the article is for the caller to say.
   *
   * @return as clients see an article, with its number
   */
  public static SharedState.Article keep(
      EffectsBuilder effects,
      ArticleVersion version,
      @Nullable Origin origin,
      @Nullable Save save) {
    int number = next(effects);
    SharedState.Article shown = version.toShared(number);
    VersionInfo info = VersionInfo.of(shown, version, effects.now(), origin, save);
    effects.put(Keys.article(effects.conversationId(), number), version);
    effects.put(Keys.version(effects.conversationId(), number), info);
    effects.header(effects.header().withArticle(number));
    return shown;
  }

  /** The number of the next version. */
  public static int next(EffectsBuilder effects) {
    return effects.header().counts().articles() + 1;
  }

  /** Forgets a version that nothing refers to. */
  public static void drop(EffectsBuilder effects, int version) {
    effects.remove(Keys.article(effects.conversationId(), version));
    effects.remove(Keys.version(effects.conversationId(), version));
  }

  /** What is kept of a version; null when there is none. */
  public static @Nullable VersionInfo info(EffectsBuilder effects, int version) {
    return VersionInfo.find(effects::bytes, effects.conversationId(), version);
  }

  /** The version itself or, if a sitting replaced it, the one that the sitting began with. */
  public static int baseOf(EffectsBuilder effects, int version) {
    for (int number = version; number < next(effects); number++) {
      VersionInfo info = info(effects, number);
      if (info != null) {
        return number == version ? version : info.base();
      }
    }
    return 0;
  }

  /**
   * The version that an edit became when it was sent before; 0 when there is none.
   *
   * @param base the version that was edited
   */
  public static int sentBefore(EffectsBuilder effects, int base, String markdown) {
    for (int number = next(effects) - 1; number > base; number--) {
      if (isSame(effects, number, base, markdown)) {
        return number;
      }
    }
    return 0;
  }

  /** Whether a version is this edit. */
  public static boolean isSame(EffectsBuilder effects, int version, int base, String markdown) {
    VersionInfo info = info(effects, version);
    if (info == null
        || info.save() == null
        || !info.save().isEditOf(base)
        || info.length() != markdown.length()) {
      return false;
    }
    ArticleVersion text = effects.article(version);
    return text != null && text.markdown().equals(markdown);
  }
}
