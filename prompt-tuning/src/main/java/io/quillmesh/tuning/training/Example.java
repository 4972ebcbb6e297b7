package io.quillmesh.tuning.training;

import io.quillmesh.tuning.tokenizer.Tokens;

/** What a classifier reads, and the index of the label that it should give. */
public record Example(Tokens tokens, int label) {}
