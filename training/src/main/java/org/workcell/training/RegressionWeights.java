package org.workcell.training;

import java.util.List;

/**
 * Dense layers of a trained regression, first to last; tanh between them.
 *
 * @param weights of each layer, output after output
 * @param biases of each layer
 */
public record RegressionWeights(List<double[]> weights, List<double[]> biases) {}
