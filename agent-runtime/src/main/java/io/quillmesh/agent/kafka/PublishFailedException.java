package io.quillmesh.agent.kafka;

/** The broker did not take a record just now. */
final class PublishFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PublishFailedException(String topic, Throwable cause) {
    super("The broker did not take a record for " + topic + ": " + cause, cause);
  }
}
