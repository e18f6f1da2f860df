package org.workcell.training;

/**
 * What came of one pass over the training rows.
 *
 * @param epoch 1 for the first
 * @param steps gradient steps so far
 * @param learningRate of its last step
 * @param trainingLoss mean over its rows, each before the step that it was in
 * @param validationLoss of the validation episodes after it; null where there are none
 * @param best whether no earlier epoch has a validation loss as low
 */
public record CloningEpoch(
    int epoch,
    long steps,
    double learningRate,
    double trainingLoss,
    Double validationLoss,
    boolean best) {}
