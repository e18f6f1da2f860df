/**
 * Factors, perturbation presets and texture pools: value objects that turn a seed stream into model
 * edits, and into filters of commands and observations. May use the simulation core; knows suites
 * only by the names in a table, and no server.
 */
package org.workcell.randomization;
