package io.quillmesh.tuning.method;

import io.quillmesh.tuning.encoder.Pooling;

/**
 * The settings of a method that do not concern the training loop.
 *
 * @param length how many soft tokens there are
 * @param spread of the first random numbers of a prompt
 * @param hidden width of the network that makes prompts, if one does
 * @param dropout share of the head's inputs that are left out at random in training
 * @param headRate what the learning rate of the head is multiplied by
 * @param pooling how an encoder's vectors become one
 */
public record Tuning(
    int length, double spread, int hidden, double dropout, double headRate, Pooling pooling) {}
