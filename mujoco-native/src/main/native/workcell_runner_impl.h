#pragma once
#include <sched.h>
#include <unistd.h>

#include <cstring>

namespace wc {

inline void setCommand(const mjModel* m, mjData* d, const double* command) {
  memcpy(d->ctrl, command, m->nu * sizeof(double));
  memcpy(d->mocap_pos, command + m->nu, 3 * m->nmocap * sizeof(double));
  memcpy(d->mocap_quat, command + m->nu + 3 * m->nmocap, 4 * m->nmocap * sizeof(double));
}

}  // namespace wc

void wc_floorStep(const mjModel* m, mjData* d, const double* command, const double* rows, int columns, int substeps,
                  bool postConstraint, bool forward) {
  const bool forces = rows && columns > m->nu;
  mj_markStack(d);
  double* base = forces ? mj_stackAllocNum(d, m->nv) : nullptr;
  if (forces) memcpy(base, d->qfrc_applied, m->nv * sizeof(double));
  wc::setCommand(m, d, command);
  for (int i = 0; i < substeps; i++) {
    if (rows) memcpy(d->ctrl, rows + i * columns, m->nu * sizeof(double));
    if (forces) memcpy(d->qfrc_applied, rows + i * columns + m->nu, m->nv * sizeof(double));
    mj_step(m, d);
  }
  if (postConstraint) mj_rnePostConstraint(m, d);
  if (forward) mj_forward(m, d);
  wc::setCommand(m, d, command);
  if (forces) memcpy(d->qfrc_applied, base, m->nv * sizeof(double));
  mj_freeStack(d);
}

void wc_floorReset(const mjModel* m, mjData* d, const double* command, int runs, int substeps, const double* state) {
  mj_resetData(m, d);
  for (int run = 0; run < runs; run++) {
    mj_resetData(m, d);
    wc::setCommand(m, d, command);
    for (int i = 0; i < substeps; i++) mj_step(m, d);
  }
  mj_setState(m, d, state, mjSTATE_INTEGRATION);
  mj_forward(m, d);
  mj_setState(m, d, state, mjSTATE_INTEGRATION);
}

int wc_pinThread(int index) {
  cpu_set_t allowed;
  // The main thread's set: worker threads may have been pinned already.
  if (sched_getaffinity(getpid(), sizeof allowed, &allowed) != 0) return -1;
  int left = index % CPU_COUNT(&allowed);
  for (int processor = 0; processor < CPU_SETSIZE; processor++) {
    if (!CPU_ISSET(processor, &allowed) || left-- > 0) continue;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processor, &one);
    return sched_setaffinity(0, sizeof one, &one) == 0 ? processor : -1;
  }
  return -1;
}
