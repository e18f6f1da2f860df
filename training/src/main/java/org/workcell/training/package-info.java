/**
 * Building blocks for trainers: optimizers, rollouts with gradients, groups of episodes from one
 * initial state, and the ledger of contexts. Networks are those of {@link org.workcell.policies}.
 */
package org.workcell.training;
