package io.quillmesh.gateway.problem;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of problems in HTTP answers. Programs use the code. */
public enum ProblemCode {
  /** The request is not what the endpoint expects; the detail says what it expects. */
  MALFORMED(400, "The request cannot be understood"),
  /**
   * A token in an address ends up in logs and histories, so the gateway does not accept it there.
   */
  TOKEN_IN_URL(400, "Tokens do not belong in addresses"),
  /** There is no token, or it is not valid, or not any more. */
  UNAUTHENTICATED(401, "A valid token is needed"),
  /** The origin of the page is not allowed to use this gateway. */
  FORBIDDEN(403, "Not allowed"),
  /** It does not exist for this person. The answer does not say whether it exists for another. */
  NOT_FOUND(404, "Not found"),
  /** The address exists, but it does not support this method. */
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  /** The endpoint offers none of the types that the client accepts. */
  NOT_ACCEPTABLE(406, "Not available in that type"),
  /** The conversation refused the message; the detail names its reason. */
  REJECTED(409, "The conversation refused the message"),
  /** The body is larger than the endpoint takes. */
  TOO_LARGE(413, "Too large"),
  /** The body is not JSON. */
  UNSUPPORTED_MEDIA_TYPE(415, "Only JSON is understood here"),
  /** More than one person may request; Retry-After says when to try again. */
  RATE_LIMITED(429, "Too much at once"),
  /** A defect in the gateway; the log says more. */
  INTERNAL(500, "Something went wrong in the gateway"),
  /** Not possible at the moment; Retry-After says when to try again. */
  UNAVAILABLE(503, "Not available just now");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status of the answer. */
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

  /** The code that fits a status best. */
  static ProblemCode of(int status) {
    return Arrays.stream(values())
        .filter(code -> code.status == status)
        .findFirst()
        .orElse(status < 500 ? MALFORMED : INTERNAL);
  }
}
