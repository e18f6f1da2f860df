/**
 * Delta actions: a small network reads what a robot was told and what it does, and corrects the
 * command before anything carries it out, s' = f(s, a + delta(s, a)). {@link
 * org.workcell.sim.delta.DeltaModel} is the network with all that its numbers mean, {@link
 * org.workcell.sim.delta.DeltaRunner} computes it in plain Java and allocates nothing. Files are
 * read where JSON is, in {@code org.workcell.datasets.delta}.
 */
package org.workcell.sim.delta;
