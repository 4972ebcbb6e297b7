package io.quillmesh.tuning.encoder;

/** How the vectors of all tokens become one. */
public enum Pooling {
  /** The vector of the first token, which stands for all. */
  CLS,
  /** The mean of the vectors of all tokens, those of a prompt excepted. */
  MEAN
}
