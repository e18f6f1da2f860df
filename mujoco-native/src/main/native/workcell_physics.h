#pragma once
// What Workcell adds to MuJoCo's C interface: error handling that spares the JVM, whole env steps in one call, views of
// fields by name, contacts (which move in memory), and one signature where engine versions differ.
#include <mujoco/mujoco.h>

/** Installs the process-wide handlers: mju_error throws a C++ exception; warnings are kept instead of printed. */
void wc_installHandlers();
/** Calls mju_error with this text. */
void wc_raise(const char* message);
/** Version of the headers this library was compiled against, as in mj_version(). */
int wc_headerVersion();

/** mj_step, n times. Returns how many bad states (see wc_warningMeansBadState) the data has seen since its reset. */
int wc_step(const mjModel* m, mjData* d, int n);

/**
 * Start, size and element type of an array of the model ("body_pos"), of its options ("opt.gravity", "vis.headlight.ambient")
 * or of the data ("xpos"). Element types: 'd' double, 'f' float, 'i' int, 'b' byte; 0 where there is no such array.
 */
struct wcArray {
  void* start;
  char elementType;
  int rows;
  int columns;
};
bool wc_modelArray(mjModel* m, const char* name, wcArray* array);
bool wc_dataArray(const mjModel* m, mjData* d, const char* name, wcArray* array);

/**
 * The active contacts after the last position stage. geoms: 2 ints each; values: 8 doubles each (position 3, normal 3
 * from geom 1 to geom 2, distance, normal force in N). Writes at most capacity contacts and returns how many there are.
 */
int wc_contacts(const mjModel* m, const mjData* d, int* geoms, double* values, int capacity);
/** Sum of the normal forces (N) of all active contacts between two geoms. */
double wc_normalForce(const mjModel* m, const mjData* d, int geom1, int geom2);
/**
 * The scalar constraints of the last step: types (mjtConstraint) and ids, and 3 doubles each (position, velocity, force).
 * Writes at most capacity rows and returns how many there are.
 */
int wc_constraints(const mjData* d, int* typesAndIds, double* values, int capacity);

/** How often each warning was raised since the data was reset; returns the number of kinds (at most capacity). */
int wc_warningCounts(const mjData* d, int* counts, int capacity);
/** Name of a kind of warning: "BADQPOS", "CONTACTFULL", ... */
const char* wc_warningName(int kind);
/** True for the kinds that mean a non-finite or diverged state, after which MuJoCo resets the data by itself. */
bool wc_warningMeansBadState(int kind);

/** Dense nv x nv inertia matrix. */
void wc_fullMassMatrix(const mjModel* m, const mjData* d, double* result);
/** Number of actuators, which differs from nu once an actuator has several controls. */
int wc_actuatorCount(const mjModel* m);
/** Linear stiffness and damping of a joint. */
void wc_setJointSpring(mjsJoint* joint, double stiffness, double damping);
/** mjv_moveCamera without the scene argument that older engines take. */
void wc_moveCamera(const mjModel* m, int action, double relativeX, double relativeY, mjvCamera* camera);

#ifndef WORKCELL_PARSE
#include "workcell_physics_impl.h"
#endif
