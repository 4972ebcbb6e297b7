package io.quillmesh.offlinemodel.writing;

import java.util.regex.Matcher;

/** Groups of alternatives, of which one or none has something. */
final class Groups {

  private Groups() {}

  /** The first that is there; empty when none is. */
  static String first(Matcher matcher, String... names) {
    for (String name : names) {
      if (matcher.namedGroups().containsKey(name)) {
        String group = matcher.group(name);
        if (group != null && !group.isBlank()) {
          return group.strip();
        }
      }
    }
    return "";
  }
}
