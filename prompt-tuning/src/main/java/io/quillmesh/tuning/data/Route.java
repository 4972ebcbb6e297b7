package io.quillmesh.tuning.data;

import java.lang.Character.UnicodeScript;
import java.util.Locale;

/** Which encoder reads a message. */
public enum Route {
  /** Messages without a Chinese character. */
  EN,
  /** Messages with a Chinese character, whatever else is in them. */
  ZH;

  /** The route of a message. */
  public static Route of(String message) {
    return message.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN) ? ZH : EN;
  }

  /** The route of this name. */
  public static Route named(String key) {
    for (Route route : values()) {
      if (route.key().equals(key)) {
        return route;
      }
    }
    throw new IllegalArgumentException("There is no route " + key + "; there are en and zh");
  }

  /** Its name in files and on the command line: {@code en} or {@code zh}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
