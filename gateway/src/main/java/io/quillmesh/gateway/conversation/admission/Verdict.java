package io.quillmesh.gateway.conversation.admission;

/** Whether an agent may take part in turns. */
public sealed interface Verdict {

  /** It may. */
  record Admitted() implements Verdict {}

  /**
   * It may not.
   *
   * @param reason what is wrong, what was expected, and what to do
   */
  record Refused(String reason) implements Verdict {}

  /**
   * That cannot be said yet.
   *
   * @param reason what is waited for
   */
  record Pending(String reason) implements Verdict {}
}
