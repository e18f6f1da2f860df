/**
 * Policies: batches of observations in, batches of actions out. Holds the contract and the policies
 * that need no network; those live in module {@code policies}.
 */
package org.workcell.sim.policy;
