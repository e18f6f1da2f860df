/**
 * The one seam between actions and physics: action, controller, named command vector with units,
 * command filters, physics. Delay, noise and delta actions are filters; tasks never write controls
 * or motion-capture bodies themselves.
 */
package org.workcell.sim.command;
