package io.quillmesh.testing;

import java.util.Map;
import java.util.function.UnaryOperator;

/** A test broker's listener that requires a password, beside the listener that lets in anybody. */
final class SecuredListener {
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  /** The settings that a client needs to connect. */
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
   * The settings that give a broker this listener too.
   *
   * @param present the value of a setting without this listener
   * @param listens where it listens
   * @param reached the address at which clients reach it
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
