package org.workcell.sim.physics;

/**
 * The network of a {@link StageKind#RESIDUAL} stage as it lies in memory: signals per joint,
 * layers, activation (0 tanh, 1 ELU, 2 ReLU), kind of trust region (0 everywhere, 1 ranges, 2
 * Mahalanobis), its radius and fade width; of each signal its code (0 position, 1 velocity, 2 tanh
 * of velocity, 3 sine, 4 cosine) and scale; of each joint the clip of its output and what an output
 * of 1 adds; mean and standard deviation of the inputs; of each layer its number of outputs, its
 * weights input by input and its biases; the two arrays of the trust region; room for the inputs
 * and for three rows as long as the widest of inputs and layers.
 *
 * @param block all of this
 */
public record ResidualNetwork(double[] block) {}
