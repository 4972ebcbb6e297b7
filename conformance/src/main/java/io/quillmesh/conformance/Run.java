package io.quillmesh.conformance;

import java.util.UUID;

/** A message of a client, and the run that it begins. */
record Run(String threadId, String runId, String messageId, String content) {
  static Run in(String threadId) {
    return new Run(threadId, newId(), newId(), "Hello from the conformance tests");
  }

  /** The same message id with another text. */
  Run saying(String other) {
    return new Run(threadId, newId(), messageId, other);
  }

  /** Ids and texts of these tests need no escaping. */
  String input() {
    return """
    {"threadId":"%s","runId":"%s","messages":[{"id":"%s","role":"user","content":"%s"}],
     "state":{},"tools":[],"context":[],"forwardedProps":{}}\
    """
        .formatted(threadId, runId, messageId, content);
  }

  String abort() {
    return "{\"type\":\"abort\",\"runId\":\"%s\"}".formatted(runId);
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }
}
