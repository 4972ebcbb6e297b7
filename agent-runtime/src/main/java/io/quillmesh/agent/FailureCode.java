package io.quillmesh.agent;

/** Why an agent has no result, as {@code AgentFailed} and the client see it. */
public enum FailureCode {
  /** No first token, or no end, in the time that is set. */
  MODEL_TIMEOUT,
  /** The provider asks for fewer calls. */
  MODEL_RATE_LIMITED,
  /** The provider is out of reach, broken, or cut its answer off. */
  MODEL_UNAVAILABLE,
  /** The provider refuses the request: a wrong key, an unknown model, too long an input. */
  MODEL_REFUSED,
  /** The answer does not fit its schema, and neither does the repaired one. */
  MODEL_ANSWER_INVALID,
  /** An agent that this one waits for has failed. */
  UPSTREAM_FAILED,
  /** The agent did not answer in time; the gateway says so. */
  DEADLINE_EXCEEDED,
  /** A defect of ours; the log says more. */
  INTERNAL
}
