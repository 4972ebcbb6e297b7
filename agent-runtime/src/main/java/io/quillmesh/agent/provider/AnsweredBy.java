package io.quillmesh.agent.provider;

import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Says who answered, if it was not the model that was asked: a tuned model in front of it. What an
 * answer itself calls its model is of no use for this, because providers have many names for one.
 */
final class AnsweredBy {
  private static final String HEADER = "Quillmesh-Answered-By";

  /** It gets into events and metrics. */
  private static final Pattern NAME = Pattern.compile("[\\w.:/@-]{1,100}");

  private AnsweredBy() {}

  /** Its name; null if the headers have none. */
  static @Nullable String in(Headers headers) {
    String name = headers.get(HEADER);
    return name != null && NAME.matcher(name).matches() ? name : null;
  }
}
