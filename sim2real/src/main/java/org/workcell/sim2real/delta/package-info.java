/**
 * Delta actions learned from logs: labels, networks, the gate on held-out logs, and comparisons
 * with other ways of making a model follow a robot. Methods are {@link
 * org.workcell.sim2real.delta.DeltaMethod}s.
 */
package org.workcell.sim2real.delta;
