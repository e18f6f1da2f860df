/**
 * The FrankaKitchen-style suite: a Panda arm in a kitchen, nine joint velocities of action, 59
 * numbers of observation with achieved and desired goals. All tasks are {@link
 * org.workcell.tasks.kitchen.KitchenTask} with other goals; the table of tasks is in {@link
 * org.workcell.tasks.kitchen.KitchenSuite}. Scripted experts live in {@code experts}; nothing here
 * knows them but the suite, and they know nothing here.
 *
 * <p>Facts are those of FrankaKitchen-v1 of Gymnasium-Robotics (Farama Foundation). Profile {@code
 * compat} repeats upstream to the bit. Profile {@code strict} mends these faults:
 *
 * <ul>
 *   <li>An arm told to rest stays where it is. Upstream's sinks, because targets start from the
 *       sagged and noisily observed position.
 *   <li>Amplitudes of the noise belong to the positions they are for; upstream's are shifted by one
 *       for the elements.
 * </ul>
 *
 * <p>In both profiles completions are columns of 0 and 1 in a fixed order, values of their step;
 * upstream reports a live list and the order of a hash table. The reward is judged once per step
 * and nothing else changes with it.
 */
package org.workcell.tasks.kitchen;
