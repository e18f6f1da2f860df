/**
 * The benchmarks of the MetaWorld-style suite: which tasks MT1, MT10, MT25, MT50, ML1, ML10, ML25
 * and ML45 hold, the goals that a seed draws for them, and the two ways in which upstream's
 * wrappers walk through goals. Tables are resources, checked against the tasks by a test; nothing
 * here knows the task classes.
 *
 * <p>A seed means upstream's goals: one stream of NumPy's legacy generator runs over the tasks in
 * order; each of the 50 goals of a task is drawn twice, because upstream's reset runs its script
 * twice, and the second draw counts. Upstream draws the test goals of ML10, ML25 and ML45 from the
 * seed of the train goals. Profile {@code compat} repeats that; {@code strict} draws them from the
 * next seed, as both do for ML1.
 */
package org.workcell.tasks.metaworld.benchmark;
