package io.quillmesh.gateway.conversation.admission;

/** Text of a stranger, for a line in a log. */
final class Quoted {
  private static final int MOST = 60;

  private Quoted() {}

  static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return "\"" + (line.length() > MOST ? line.substring(0, MOST) + "…" : line) + "\"";
  }
}
