package org.workcell.sim2real.model;

/** What an actuator of the model makes of its control. */
public enum Drive {
  /** A target position, rad or m, pulls the joint by a gain of the model. */
  POSITION_SERVO,
  /** A target velocity, rad/s or m/s, drives the joint by a gain of the model. */
  VELOCITY_SERVO,
  /** A torque or force, N m or N, times the actuator's gain. */
  MOTOR,
  /** No actuator acts on the joint. */
  NONE,
  /** Something else, such as a muscle or an actuator with a state of its own. */
  OTHER
}
