/**
 * Robot logs, clock alignment, system identification, delta-action models, gates and their reports.
 * May use the simulation core, policies and the Bullet engine; knows no server.
 */
package org.workcell.sim2real;
