package io.quillmesh.gateway.diff;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A part of a diff. */
public record Part(Op op, String text) {

  /** What becomes of it. */
  public enum Op {
    /** Both texts have it. */
    @JsonProperty("equal")
    EQUAL,
    /** Only the newer text has it. */
    @JsonProperty("insert")
    INSERT,
    /** Only the older text has it. */
    @JsonProperty("delete")
    DELETE
  }
}
