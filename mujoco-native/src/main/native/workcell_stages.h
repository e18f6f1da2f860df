#pragma once
// What happens between the controls that a task writes and each physics step: a chain of actuator stages, described by
// flat memory that Java owns, run before every step of one native call; and what a task observes in the middle of it.
#include <mujoco/mujoco.h>

/**
 * Kinds of stages, with what each channel (an actuator) takes as parameters. "Position" and "velocity" are those of the
 * actuator: joint position or velocity times gear. Signals are the numbers that would go into ctrl.
 */
enum wcStageKind {
  wcSTAGE_DELAY,             // delay (s); option: slots of the ring
  wcSTAGE_DEAD_BAND,         // half width; option: 1 around the actuator's position, 0 around zero
  wcSTAGE_BACKLASH,          // gap
  wcSTAGE_SERVO,             // stiffness, damping, integral gain, integral limit, output limit, position offset
  wcSTAGE_DC_MOTOR,          // torque constant, resistance, voltage limit, current limit
  wcSTAGE_TORQUE_SPEED,      // stall torque, no-load speed, torque limit
  wcSTAGE_RAMP,              // increment per physics step, lowest output, highest output
  wcSTAGE_FRICTION,          // see wc_frictionBudget
  wcSTAGE_OPERATIONAL_SPACE,  // see workcell_operational_space_impl.h; option: site, or -1 for joints alone
  wcSTAGE_RESIDUAL           // factor; its channels are joints; see workcell_residual_impl.h; option: place of its network
};

/** Ints in front of the channels of a stage: kind, parameter offset, state offset, option, number of channels. */
enum { wcSTAGE_HEADER = 5 };
/** Most joints of an operational-space stage, and most channels of a friction stage. */
enum { wcSTAGE_MAX_JOINTS = 16 };

/**
 * A chain. Between calls ctrl and qfrc_applied hold what the task wrote; what the stages make of it acts in steps only.
 * program: stage records one after the other. command, applied: nu; base, force: nv; scratch: wc_stageScratch numbers.
 */
struct wcStages {
  int count;
  int* program;
  double* parameters;
  double* state;
  double* command;
  double* applied;
  double* base;
  double* force;
  double* scratch;
  double* networks;    // of residual stages, which keep nothing in them from step to step; null where there are none
  bool active;         // an inactive chain changes nothing
  bool started;        // whether applied and force are those of a step
  bool needsDynamics;  // whether a stage reads inertias or forces, which are then computed before it
  bool appliesForces;  // whether a stage adds joint forces
  // For measurements, what physics steps act with: a row of nu controls, then nv forces where a stage adds some, for each
  // step until `recordable` rows are filled. Null where nobody asks; who reads the rows sets `recorded` back to 0.
  double* record;
  int recordable;
  int recorded;
};

/**
 * What is copied in the middle of a call: arrays of the data right after physics step `substep` (counted from 1), one
 * after the other into values, and the joint positions before that step, to which its derived poses belong.
 */
struct wcSample {
  int substep;
  int count;
  double** sources;
  int* sizes;
  double* values;
  double* viewPositions;
};

/** Numbers of scratch memory that a chain needs. */
int wc_stageScratch(const mjModel* m);
/**
 * As wc_step, with a chain, a sample or both; either may be null.
 * positionsKnown: mj_fwdPosition has been called, and neither positions nor what follows from them nor the model have
 * changed since; the first physics step then does not compute the same once more.
 */
int wc_stepStaged(const mjModel* m, mjData* d, int n, bool positionsKnown, wcStages* stages, wcSample* sample);
/** mj_forward with the controls and forces of the chain's last step. */
void wc_forwardStaged(const mjModel* m, mjData* d, wcStages* stages);
/** Lets an operational-space stage measure now; its next physics step uses this and does not measure again. */
void wc_holdMeasurement(const mjModel* m, mjData* d, wcStages* stages, int stage);
/** Numbers of state of an operational-space stage with n joints. */
int wc_operationalSpaceState(int joints);

/**
 * The first part of a physics step whose motion another engine works out: bad states are noticed, stages run (null where
 * there are none), and everything that acts on the joints is worked out. Nothing moves.
 * force: nv, what actuators, springs, dampers and callers do to each degree of freedom at its present velocity.
 * damping: nv, how much of it falls with velocity, as far as the model's integrator takes it implicitly.
 */
void wc_beginStep(const mjModel* m, mjData* d, wcStages* stages, double* force, double* damping);
/**
 * The last part, after positions, velocities, accelerations and constraint forces have been written: time passes, stages
 * remember. Returns what wc_step returns.
 */
int wc_endStep(const mjModel* m, mjData* d, wcStages* stages);

#ifndef WORKCELL_PARSE
#include "workcell_stages_impl.h"
#endif
