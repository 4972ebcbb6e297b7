package io.quillmesh.conformance;

import static io.quillmesh.conformance.Check.require;

import io.quillmesh.conformance.Check.Skipped;
import io.quillmesh.conformance.Target.Refused;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Section 1: the subprotocol and the credential. */
final class HandshakeChecks {
  private static final int TOKEN = 4401;
  private static final int NOT_FOUND = 4404;
  private static final int UNAUTHORIZED = 401;

  private HandshakeChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("HS-1", "selects ag-ui.v1 and echoes no token", HandshakeChecks::selects),
        new Check("HS-2", "takes a token as a subprotocol", HandshakeChecks::subprotocol),
        new Check("HS-3", "takes a token in the header Authorization", HandshakeChecks::header),
        new Check("HS-4", "refuses no token and a wrong token", HandshakeChecks::wrongToken),
        new Check("HS-5", "refuses other subprotocols", HandshakeChecks::otherProtocols),
        new Check("HS-6", "takes no token in the URL", HandshakeChecks::tokenInUrl),
        new Check("HS-7", "hides the threads of others", HandshakeChecks::hidden));
  }

  private static void selects(Target target) {
    String selected = target.connect().subprotocol();
    require(selected.equals(Target.PROTOCOL), "the subprotocol " + Target.PROTOCOL, selected);
  }

  private static void subprotocol(Target target) throws InterruptedException {
    var _ = target.handshake("", offer(target.token()), null).ready();
  }

  private static void header(Target target) throws InterruptedException {
    var _ = target.handshake("", List.of(Target.PROTOCOL), "Bearer " + target.token()).ready();
  }

  private static void wrongToken(Target target) throws InterruptedException {
    var _ = target.token();
    IntPredicate isUnauthorized = status -> status == UNAUTHORIZED;
    refused(
        () -> target.handshake("", List.of(Target.PROTOCOL), null),
        isUnauthorized,
        "close code 4401 or the status 401, without a token");
    refused(
        () -> target.handshake("", offer("not-a-token"), null),
        isUnauthorized,
        "close code 4401 or the status 401, with a wrong token");
  }

  private static void tokenInUrl(Target target) throws InterruptedException {
    for (String name : List.of("token", "access_token")) {
      String query = name + "=" + target.token();
      refused(
          () -> target.handshake(query, List.of(Target.PROTOCOL), null),
          HandshakeChecks::isClientError,
          "close code 4401 or a status of 400 to 499, with the token in the parameter " + name);
    }
  }

  private static void otherProtocols(Target target) {
    String bearer = target.settings().token() == null ? "none" : target.settings().token();
    try {
      var _ = target.handshake("", List.of("chat.v1", "bearer." + bearer), null);
      require(false, "a status of 400 to 499", "the handshake was accepted");
    } catch (Refused refused) {
      require(isClientError(refused.status), "a status of 400 to 499", refused.status);
    }
  }

  private static void hidden(Target target) throws InterruptedException {
    var _ = target.token();
    String other = target.settings().otherToken();
    if (other == null) {
      throw new Skipped("it needs --other-token");
    }
    var _ = target.begin(target.connect().ready());
    try {
      var closed = target.handshake("", offer(other), null).awaitClose("close code 4404");
      require(closed.code() == NOT_FOUND, "close code 4404", closed);
    } catch (Refused refused) {
      require(false, "close code 4404", "status " + refused.status);
    }
  }

  private static List<String> offer(String token) {
    return List.of(Target.PROTOCOL, "bearer." + token);
  }

  private static void refused(Supplier<Connection> handshake, IntPredicate isRight, String expected)
      throws InterruptedException {
    try {
      var closed = handshake.get().awaitClose(expected);
      require(closed.code() == TOKEN, expected, closed);
    } catch (Refused refused) {
      require(isRight.test(refused.status), expected, "status " + refused.status);
    }
  }

  private static boolean isClientError(int status) {
    return status >= 400 && status < 500;
  }
}
