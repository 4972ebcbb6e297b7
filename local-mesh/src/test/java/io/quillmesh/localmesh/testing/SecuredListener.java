package io.quillmesh.localmesh.testing;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where a broker of tests lets in only who knows a password, beside the listener that lets in
 * anybody.
 */
final class SecuredListener {
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  /** What a client needs to get in. */
  static final Map<String, String> CLIENT =
      Map.of(
          "security.protocol",
          "SASL_PLAINTEXT",
          "sasl.mechanism",
          "PLAIN",
          "sasl.jaas.config",
          MODULE + "username=\"mesh\" password=\"secret\";");

  private SecuredListener() {}

  /**
   * The settings by which a broker has this listener, too.
   *
   * @param present what a setting is without it
   * @param listens where it listens
   * @param reached where clients reach it
   */
  static Map<String, String> broker(UnaryOperator<String> present, String listens, String reached) {
    return Map.of(
        "listeners",
        present.apply("listeners") + ",SECURED://" + listens,
        "advertised.listeners",
        present.apply("advertised.listeners") + ",SECURED://" + reached,
        "listener.security.protocol.map",
        present.apply("listener.security.protocol.map") + ",SECURED:SASL_PLAINTEXT",
        "sasl.enabled.mechanisms",
        "PLAIN",
        "listener.name.secured.plain.sasl.jaas.config",
        MODULE + "user_mesh=\"secret\";");
  }
}
