/**
 * The LIBERO-style suite: a Panda arm under operational-space control at 20 Hz, 130 tasks in five
 * arenas, judged by goal atoms. All tasks are {@link org.workcell.tasks.libero.LiberoTask} with
 * other configs; configs and predicates are in {@code problem}, scenes in {@code scene}, initial
 * states in {@code placement}, benchmarks in {@code benchmark}, recordings of upstream in {@code
 * parity}.
 *
 * <p>Facts are those of LIBERO (Liu et al., 2023) on robosuite 1.4. Profile {@code compat} repeats
 * upstream with its faults. Profile {@code strict} mends these:
 *
 * <ul>
 *   <li>An arm told to rest stays where it is. Upstream's goal and posture stay those of its reset,
 *       so that the first actions after an initial state was set pull towards the nominal pose.
 *   <li>The first action works with what is measured in it, not with what was measured at reset.
 *   <li>Observations and images are those of the end of the action; upstream's are 2 to 4 ms old,
 *       and the poses that it judges 2 ms.
 *   <li>Fixtures belong to the initial state.
 * </ul>
 */
package org.workcell.tasks.libero;
