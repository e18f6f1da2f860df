/**
 * Factors, perturbation presets and texture pools: value objects that turn a seed stream into model
 * edits, and into filters of commands, observations and images. Other jars add kinds of factors:
 * {@link org.workcell.randomization.FactorKind} makes a {@link org.workcell.randomization.Factor}
 * of {@link org.workcell.randomization.Fields}; what its hooks are given is public, everything else
 * is not. May use the simulation core; knows no suite and no server: what the parts of a scene are
 * called, tasks say themselves.
 */
package org.workcell.randomization;
