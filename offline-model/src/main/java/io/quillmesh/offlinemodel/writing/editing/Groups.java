package io.quillmesh.offlinemodel.writing.editing;

import java.util.regex.Matcher;

/** Groups of alternatives in a pattern, of which at most one has matched. */
final class Groups {

  private Groups() {}

  /** The first group that has matched; empty if none has. */
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
