/**
 * Networks on DJL PyTorch: TorchScript files and DJL blocks as policies, their heads, their
 * weights, and what trainers build on. The only place that may load libtorch; knows the simulation
 * core, and no suite.
 */
package org.workcell.policies;
