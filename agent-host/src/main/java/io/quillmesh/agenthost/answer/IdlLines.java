package io.quillmesh.agenthost.answer;

import io.quillmesh.agenthost.check.Texts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the lines of an IDL's types and fields, because Avro's schemas do not know theirs. */
record IdlLines(String text) {
  private static final Pattern NAMED =
      Pattern.compile("(?:field|schema:|symbol:|Default:) (?:[\\w.]+\\.)?(\\w+)");

  /** The line of a record or an enum. */
  int type(String name) {
    return Texts.lineOf(text, typeAt(name));
  }

  /** The line of a field. */
  int field(String record, String field) {
    int from = typeAt(record);
    Matcher found = Pattern.compile("\\b" + Pattern.quote(field) + "\\b`?\\s*[=;,]").matcher(text);
    return Texts.lineOf(text, found.find(from) ? found.start() : from);
  }

  private int typeAt(String name) {
    Matcher found =
        Pattern.compile("\\b(record|enum|fixed|error)\\s+`?" + Pattern.quote(name) + "\\b")
            .matcher(text);
    return found.find() ? found.start() : 0;
  }

  /** The line of what a message of Avro names; the first if it names nothing. */
  static int mentioned(String text, String message) {
    Matcher named = NAMED.matcher(message);
    if (!named.find()) {
      return 1;
    }
    Matcher there = Pattern.compile("\\b" + named.group(1) + "\\b").matcher(text);
    return there.find() ? Texts.lineOf(text, there.start()) : 1;
  }
}
