package io.quillmesh.offlinemodel.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the environment sets: the address and the initial settings. */
public record Environment(String host, int port, Settings settings) {

  private static final int DEFAULT_PORT = 8090;
  private static final int MAX_PORT = 65_535;

  public Environment {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "SERVER_PORT must be from 0 to %d, not %d".formatted(MAX_PORT, port));
    }
  }

  public static Environment of(Map<String, String> env) {
    Settings fallback = Settings.DEFAULT;
    Settings settings =
        new Settings(
            read(
                env,
                "OFFLINE_MODEL_FIRST_TOKEN_DELAY_MS",
                fallback.firstTokenDelayMs(),
                Integer::valueOf),
            read(env, "OFFLINE_MODEL_TOKEN_DELAY_MS", fallback.tokenDelayMs(), Integer::valueOf),
            read(env, "OFFLINE_MODEL_ERROR_RATE", fallback.errorRate(), Double::valueOf),
            read(env, "OFFLINE_MODEL_RATE_LIMIT_RATE", fallback.rateLimitRate(), Double::valueOf),
            read(env, "OFFLINE_MODEL_CUT_RATE", fallback.cutRate(), Double::valueOf),
            read(env, "OFFLINE_MODEL_HANG_RATE", fallback.hangRate(), Double::valueOf),
            read(env, "OFFLINE_MODEL_NONSENSE_RATE", fallback.nonsenseRate(), Double::valueOf),
            read(env, "OFFLINE_MODEL_MODELS", fallback.models(), Environment::names),
            read(env, "OFFLINE_MODEL_SEED", fallback.seed(), Long::valueOf),
            read(env, "OFFLINE_MODEL_ARTICLE_TOKENS", fallback.articleTokens(), Integer::valueOf),
            read(env, "OFFLINE_MODEL_REPLY_TOKENS", fallback.replyTokens(), Integer::valueOf),
            read(env, "OFFLINE_MODEL_JSON_TOKENS", fallback.jsonTokens(), Integer::valueOf));
    return new Environment(
        read(env, "OFFLINE_MODEL_HOST", "127.0.0.1", Function.identity()),
        read(env, "SERVER_PORT", DEFAULT_PORT, Integer::valueOf),
        settings);
  }

  private static List<String> names(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  private static <T> T read(
      Map<String, String> env, String name, T fallback, Function<String, T> parse) {
    String value = env.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return fallback;
    }
    try {
      return parse.apply(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s must be a number, not %s".formatted(name, value), e);
    }
  }
}
