package io.quillmesh.gateway.problem;

/**
 * RFC 9457 problem details. There is no {@code instance}, because all answers for what is not found
 * must look alike, whatever the client requested.
 *
 * @param type a URI that names the kind of problem
 * @param title the kind of problem in words
 * @param status the HTTP status
 * @param detail what is wrong, what is expected, what to do
 * @param code the kind of problem for programs
 */
public record Problem(String type, String title, int status, String detail, ProblemCode code) {

  static Problem of(ProblemCode code, String detail) {
    return new Problem(code.type(), code.title(), code.status(), detail, code);
  }
}
