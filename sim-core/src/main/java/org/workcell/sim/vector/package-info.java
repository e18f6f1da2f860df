/**
 * Many environments as one: workers, batches that alternate, autoreset, action chunks, asynchronous
 * batches, faults that stay with the environment that has them, rollout groups, and the runner that
 * overlaps a policy with simulation, and batched images. Knows no task, no transport and no network
 * library.
 */
package org.workcell.sim.vector;
