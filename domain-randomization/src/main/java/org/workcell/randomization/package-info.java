/**
 * Randomizers, perturbation presets and texture pools: value objects that turn a seed stream into
 * model edits and command filters. May use the simulation core; knows no suite and no server.
 */
package org.workcell.randomization;
