/**
 * Networks and trainers on DJL PyTorch. The only place that may load libtorch; knows the simulation
 * core, and no suite.
 */
package org.workcell.policies;
