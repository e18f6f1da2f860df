/**
 * The benchmark of the way from logs to a model: robots with hidden truths are drawn, their logs
 * identified, deltas learned and judged, and what comes out is held against targets. {@link
 * org.workcell.sim2real.bench.Bench} is the entry.
 */
package org.workcell.sim2real.bench;
