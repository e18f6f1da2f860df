/**
 * The path from actions to physics: action adapter, controller, command vector whose numbers have
 * names, units and kinds, command filters, and in every physics step actuator stages. Controllers
 * of joints and end effectors are made by factories, which know action space and command without a
 * scene. Noise and delta actions are filters; delays, servos and friction are stages; tasks never
 * write controls or motion-capture bodies themselves. Whatever changes an action has an identity,
 * which is part of the environment's spec.
 */
package org.workcell.sim.control;
