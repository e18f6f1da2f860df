/**
 * Whether a policy that was trained behind a robot's model needs nothing of it where it is used.
 */
package org.workcell.sim2real.deploy;
