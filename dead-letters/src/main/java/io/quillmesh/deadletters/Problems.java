package io.quillmesh.deadletters;

import io.quillmesh.deadletters.cluster.ToolException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Exceptions in words for operators. */
final class Problems {
  private Problems() {}

  static String describe(Throwable e) {
    return switch (e) {
      case ToolException ours -> String.valueOf(ours.getMessage());
      case TimeoutException timeout -> "The broker no longer answers: " + timeout.getMessage();
      case AuthenticationException login ->
          "The broker refuses the login of --command-config: " + login.getMessage();
      case AuthorizationException denied ->
          "The broker's access control does not allow it: " + denied.getMessage();
      default -> withCauses(e);
    };
  }

  private static String withCauses(Throwable e) {
    StringBuilder text = new StringBuilder(message(e));
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      text.append(": ").append(message(cause));
    }
    return text.toString();
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
