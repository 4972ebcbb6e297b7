package io.quillmesh.schemas;

/** The consumer groups, named once. Offsets, lag and dead-letter topics use these names. */
public final class Groups {
  /** The intent agent. */
  public static final String INTENT_SERVICE = "intent-service";

  /** The context agent. */
  public static final String CONTEXT_SERVICE = "context-service";

  /** The article generator. */
  public static final String GENERATOR_SERVICE = "generator-service";

  /** The reply agent. */
  public static final String REPLY_SERVICE = "reply-service";

  /** The phase agent. */
  public static final String PHASE_SERVICE = "phase-service";

  /** Kafka Streams inside the gateway. */
  public static final String GATEWAY = "gateway";

  /** The gateways, as those who put records aside that are no cards of agents. */
  public static final String GATEWAY_CARDS = "gateway-cards";

  private Groups() {}

  /** That of a declared agent. */
  public static String declared(String agent) {
    return "agent-" + agent;
  }
}
