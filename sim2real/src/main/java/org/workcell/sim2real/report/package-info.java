/**
 * One HTML page about an identification or a replay that needs nothing but itself: text, tables and
 * plots for people who have no other documentation at hand. {@link
 * org.workcell.sim2real.report.Sim2RealReport} is the entry.
 */
package org.workcell.sim2real.report;
