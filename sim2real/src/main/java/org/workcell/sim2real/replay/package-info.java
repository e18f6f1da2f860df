/**
 * Open-loop replay of robot logs: a simulation starts in a logged state and gets the logged
 * commands, and what it does is compared with what the robot did.
 */
package org.workcell.sim2real.replay;
