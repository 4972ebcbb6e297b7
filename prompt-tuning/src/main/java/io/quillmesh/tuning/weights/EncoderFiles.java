package io.quillmesh.tuning.weights;

import java.nio.file.Path;

/** The two files of an encoder, which are the right ones, and their SHA-256 sums. */
public record EncoderFiles(
    Path model, String modelSha256, Path tokenizer, String tokenizerSha256) {}
