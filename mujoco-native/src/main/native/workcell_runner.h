#pragma once
// What measurements and worker threads need beside the physics: the engine calls of a task and nothing else, and the
// processors of this process.
#include <mujoco/mujoco.h>

/**
 * One control period of a task's upstream loop, engine calls only: controls and motion-capture poses from `command`
 * (nu controls, then 3 numbers of position and 4 of orientation for each motion-capture body), `substeps` times mj_step,
 * then mj_rnePostConstraint and mj_forward where asked for. Where `rows` is not null, each physics step acts with a row
 * of it: `columns` numbers, nu controls, then nv joint forces or none.
 */
void wc_floorStep(const mjModel* m, mjData* d, const double* command, const double* rows, int columns, int substeps,
                  bool postConstraint, bool forward);
/**
 * The engine calls of a reset: `runs` times mj_resetData and `substeps` times mj_step under a command, then the given
 * integration state and mj_forward.
 */
void wc_floorReset(const mjModel* m, mjData* d, const double* command, int runs, int substeps, const double* state);

/**
 * Keeps the calling thread on one processor: the index-th of those that the process may use, counted on from the first
 * again after the last. Returns its number, or -1 where the operating system refuses.
 */
int wc_pinThread(int index);

#ifndef WORKCELL_PARSE
#include "workcell_runner_impl.h"
#endif
