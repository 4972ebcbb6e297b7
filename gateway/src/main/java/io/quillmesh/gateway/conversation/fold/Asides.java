package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.Notices;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.versions.Save;
import io.quillmesh.gateway.conversation.versions.Versions;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EditArticle;

/**
 * Edits of an older version than the article, which their senders want to be kept all the same: as
 * versions beside the article, which stays as it is.
 */
final class Asides {

  private Asides() {}

  /** Whether there is or was such a version. */
  static boolean isKnown(EffectsBuilder effects, int version) {
    return version >= 0 && version < Versions.next(effects);
  }

  static void keep(EffectsBuilder effects, ClientCommand command, EditArticle edit, int current) {
    int edited = edit.getBaseVersion();
    int version = Versions.sentBefore(effects, edited, edit.getMarkdown());
    if (version == 0) {
      int base = Versions.baseOf(effects, edited);
      String title = Edits.title(effects, edit, Versions.info(effects, base));
      version =
          Versions.keep(effects, Edits.version(edit, title, base), null, Save.aside(edited))
              .version();
      effects.header(effects.header().touched(effects.now()));
      Index.update(effects);
    }
    effects.tell(command.getConnectionId(), Notices.aside(version, edited, current));
  }
}
