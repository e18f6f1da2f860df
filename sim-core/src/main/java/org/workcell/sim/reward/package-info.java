/**
 * Rewards by models: what scores stored steps, what it reads of them, and how its scores become
 * rewards. Knows element types, NumPy arrays and files, and no environment.
 */
package org.workcell.sim.reward;
