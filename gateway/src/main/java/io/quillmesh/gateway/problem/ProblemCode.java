package io.quillmesh.gateway.problem;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of problems that HTTP answers tell apart; programs go by the code. */
public enum ProblemCode {
  /** The request is not what the endpoint expects; the detail says what it does. */
  MALFORMED(400, "The request cannot be understood"),
  /** A token in the address ends up in logs and histories, so it is not accepted there. */
  TOKEN_IN_URL(400, "Tokens do not belong in addresses"),
  /** No token, or one that is not valid (any more). */
  UNAUTHENTICATED(401, "A valid token is needed"),
  /** The origin of the page is not allowed to use this gateway. */
  FORBIDDEN(403, "Not allowed"),
  /** It does not exist for this person; whether it does for another is not said. */
  NOT_FOUND(404, "Not found"),
  /** The address exists, but not for this method. */
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  /** None of the types that the client accepts is offered. */
  NOT_ACCEPTABLE(406, "Not available in that type"),
  /** The conversation refused the message; the detail names its reason. */
  REJECTED(409, "The conversation refused the message"),
  /** The body is larger than the endpoint takes. */
  TOO_LARGE(413, "Too large"),
  /** The body is not JSON. */
  UNSUPPORTED_MEDIA_TYPE(415, "Only JSON is understood here"),
  /** More than one person may ask for; Retry-After says when to come again. */
  RATE_LIMITED(429, "Too much at once"),
  /** A defect of ours; the log says more. */
  INTERNAL(500, "Something went wrong in the gateway"),
  /** Not possible just now; Retry-After says when to come again. */
  UNAVAILABLE(503, "Not available just now");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The problem type's URI, {@code urn:quillmesh:problem:not-found} for example. */
  String type() {
    return "urn:quillmesh:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The code that stands for a status best. */
  static ProblemCode of(int status) {
    return Arrays.stream(values())
        .filter(code -> code.status == status)
        .findFirst()
        .orElse(status < 500 ? MALFORMED : INTERNAL);
  }
}
