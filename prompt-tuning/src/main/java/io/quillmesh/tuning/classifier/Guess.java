package io.quillmesh.tuning.classifier;

/**
 * What a classifier thinks of a message.
 *
 * @param label the most probable label
 * @param confidence its calibrated probability, from 0 to 1
 * @param threshold the confidence from which on answers hold the promised precision; above 1 if
 *     none does
 * @param answers whether the label needs no slots and the confidence reaches the threshold
 * @param route which half of the artefact was asked, {@code en} or {@code zh}
 */
public record Guess(
    String label, double confidence, double threshold, boolean answers, String route) {}
