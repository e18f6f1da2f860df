/**
 * The MetaWorld-style suite: a Sawyer arm whose hand follows a motion-capture target, 39 numbers of
 * observation, 4 of action. One class per task: its config of facts, its reset script, its reward.
 * What tasks share is {@link org.workcell.tasks.metaworld.MetaWorldTask} and, by family, its
 * subclasses ({@code PuckTask}, {@code HandleBoxTask}, ...); older rewards are the {@code
 * ...LegacyReward} of a family. Scripted experts live in {@code experts}; nothing here knows them
 * but the suite, and they know nothing here.
 *
 * <p>Formulas, ranges and reset scripts are those of Meta-World 3 (Farama Foundation), environments
 * {@code *-v3}. Profile {@code compat} repeats upstream to the bit, in physics. Profile {@code
 * strict} mends these faults:
 *
 * <ul>
 *   <li>The reset script runs once, not twice, and what it reads is up to date: positions are
 *       recomputed before they are read. Upstream reads positions that are a substep old, or older.
 *   <li>The arm settles once for each scene, before fixtures are placed, and resets restore the
 *       settled state. Upstream simulates the same 250 steps in each run of the script.
 *   <li>The first observation is clipped to its bounds like all others.
 *   <li>Actions are scaled in double precision whatever their type; upstream scales single
 *       precision actions in single precision, so that float32 and float64 actions of equal value
 *       move differently.
 *   <li>After the five substeps only positions are recomputed, because a second run of the whole
 *       dynamics changes nothing but contact forces. Those that decide {@code grasp_success} are
 *       therefore, in strict, the forces of the last substep.
 *   <li>The goal's marker is at the observed goal. Upstream has none there in six tasks.
 * </ul>
 *
 * <p>In both profiles the declared bounds of the goal are those of the goal (upstream declares
 * zeros), and a context that upstream would redraw forever is refused.
 */
package org.workcell.tasks.metaworld;
