/**
 * What stands between actions and physics: action adapter, controller, named command vector with
 * units, command filters, physics. Delay, noise and delta actions are filters; tasks never write
 * controls or motion-capture bodies themselves. Whatever changes an action has an identity, which
 * is part of the environment's spec.
 */
package org.workcell.sim.control;
