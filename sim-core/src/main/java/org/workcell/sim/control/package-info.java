/**
 * What stands between actions and physics: action adapter, controller, named command vector with
 * units, command filters, and in every physics step actuator stages. Noise and delta actions are
 * filters, delays, servos and friction are stages; tasks never write controls or motion-capture
 * bodies themselves. Whatever changes an action has an identity, which is part of the environment's
 * spec.
 */
package org.workcell.sim.control;
