#pragma once
#include <cmath>
#include <cstring>

#include "workcell_physics.h"

namespace wc {

/** One stage of a program. */
struct Stage {
  const int* record;
  double* parameters;
  double* state;

  Stage(const wcStages& chain, const int* record)
      : record(record), parameters(chain.parameters + record[1]), state(chain.state + record[2]) {}
  int kind() const { return record[0]; }
  int option() const { return record[3]; }
  int channels() const { return record[4]; }
  int actuator(int channel) const { return record[wcSTAGE_HEADER + channel]; }
  const int* next() const { return record + wcSTAGE_HEADER + channels(); }
};

inline int joint(const mjModel* m, int actuator) { return m->actuator_trnid[2 * actuator]; }
inline int dof(const mjModel* m, int actuator) { return m->jnt_dofadr[joint(m, actuator)]; }
inline double position(const mjModel* m, const mjData* d, int actuator) {
  return m->actuator_gear[6 * actuator] * d->qpos[m->jnt_qposadr[joint(m, actuator)]];
}
inline double velocity(const mjModel* m, const mjData* d, int actuator) {
  return m->actuator_gear[6 * actuator] * d->qvel[dof(m, actuator)];
}
inline double clip(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

}  // namespace wc

#include "workcell_friction_impl.h"
#include "workcell_operational_space_impl.h"
#include "workcell_residual_impl.h"

namespace wc {

/** State: started, newest slot, then the ring, slot by slot. The first signal fills the ring. */
inline void delay(const mjModel* m, mjData* d, const Stage& s) {
  const int n = s.channels(), slots = s.option();
  double* ring = s.state + 2;
  int newest = s.state[0] == 0 ? 0 : (static_cast<int>(s.state[1]) + 1) % slots;
  const int filled = s.state[0] == 0 ? slots : 1;
  for (int slot = 0; slot < filled; slot++) {
    for (int c = 0; c < n; c++) ring[((newest + slot) % slots) * n + c] = d->ctrl[s.actuator(c)];
  }
  s.state[0] = 1;
  s.state[1] = newest;
  for (int c = 0; c < n; c++) {
    double steps = clip(s.parameters[c] / m->opt.timestep, 0, slots - 2);
    if (std::fabs(steps - std::round(steps)) < 1e-9) steps = std::round(steps);
    const int whole = static_cast<int>(steps);
    const double fraction = steps - whole;
    const double later = ring[((newest - whole + slots) % slots) * n + c];
    const double earlier = ring[((newest - whole - 1 + slots) % slots) * n + c];
    d->ctrl[s.actuator(c)] = fraction == 0 ? later : (1 - fraction) * later + fraction * earlier;
  }
}

inline void deadBand(const mjModel* m, mjData* d, const Stage& s) {
  for (int c = 0; c < s.channels(); c++) {
    const int a = s.actuator(c);
    const double half = s.parameters[c];
    const double centre = s.option() ? position(m, d, a) : 0;
    const double error = d->ctrl[a] - centre;
    if (std::fabs(error) <= half) {
      d->ctrl[a] = centre;
    } else {
      d->ctrl[a] -= error > 0 ? half : -half;
    }
  }
}

/** State: started, then the position of the driven side. */
inline void backlash(mjData* d, const Stage& s) {
  for (int c = 0; c < s.channels(); c++) {
    double& signal = d->ctrl[s.actuator(c)];
    double& driven = s.state[1 + c];
    const double half = s.parameters[c] / 2;
    driven = s.state[0] == 0 ? signal : clip(driven, signal - half, signal + half);
    signal = driven;
  }
  s.state[0] = 1;
}

/** State: the integral term of each channel, in units of the output. */
inline void servo(const mjModel* m, mjData* d, const Stage& s) {
  for (int c = 0; c < s.channels(); c++) {
    const int a = s.actuator(c);
    const double* p = s.parameters + 6 * c;
    const double error = d->ctrl[a] - (position(m, d, a) + p[5]);
    s.state[c] = clip(s.state[c] + p[2] * error * m->opt.timestep, -p[3], p[3]);
    d->ctrl[a] = clip(p[0] * error + s.state[c] - p[1] * velocity(m, d, a), -p[4], p[4]);
  }
}

inline void dcMotor(const mjModel* m, mjData* d, const Stage& s) {
  for (int c = 0; c < s.channels(); c++) {
    const int a = s.actuator(c);
    const double* p = s.parameters + 4 * c;
    const double volts = clip(d->ctrl[a], -p[2], p[2]);
    const double amperes = clip((volts - p[0] * velocity(m, d, a)) / p[1], -p[3], p[3]);
    d->ctrl[a] = p[0] * amperes;
  }
}

inline void torqueSpeed(const mjModel* m, mjData* d, const Stage& s) {
  for (int c = 0; c < s.channels(); c++) {
    const int a = s.actuator(c);
    const double* p = s.parameters + 3 * c;
    const double speed = velocity(m, d, a) / p[1];
    const double high = clip(p[0] * (1 - speed), 0, p[2]);
    const double low = clip(p[0] * (-1 - speed), -p[2], 0);
    d->ctrl[a] = clip(d->ctrl[a], low, high);
  }
}

/** State: where the ramp is, from -1 to 1. The signal's sign says where it goes. */
inline void ramp(mjData* d, const Stage& s) {
  for (int c = 0; c < s.channels(); c++) {
    double& signal = d->ctrl[s.actuator(c)];
    const double* p = s.parameters + 3 * c;
    const double sign = signal > 0 ? 1 : signal < 0 ? -1 : 0;
    s.state[c] = clip(s.state[c] + p[0] * sign, -1, 1);
    signal = 0.5 * (p[2] + p[1]) + 0.5 * (p[2] - p[1]) * s.state[c];
  }
}

inline void run(const mjModel* m, mjData* d, const wcStages& chain) {
  const int* record = chain.program;
  for (int i = 0; i < chain.count; i++) {
    const Stage s(chain, record);
    switch (s.kind()) {
      case wcSTAGE_DELAY: delay(m, d, s); break;
      case wcSTAGE_DEAD_BAND: deadBand(m, d, s); break;
      case wcSTAGE_BACKLASH: backlash(d, s); break;
      case wcSTAGE_SERVO: servo(m, d, s); break;
      case wcSTAGE_DC_MOTOR: dcMotor(m, d, s); break;
      case wcSTAGE_TORQUE_SPEED: torqueSpeed(m, d, s); break;
      case wcSTAGE_RAMP: ramp(d, s); break;
      case wcSTAGE_FRICTION: friction(m, d, s, chain); break;
      case wcSTAGE_OPERATIONAL_SPACE: operationalSpace(m, d, s, chain.scratch); break;
      case wcSTAGE_RESIDUAL: residual(m, d, s, chain); break;
      default: mju_error("unknown kind of actuator stage: %d", s.kind());
    }
    record = s.next();
  }
}

/** Keeps what the task wrote while the chain's output is in its place. */
class Exchange {
 public:
  Exchange(const mjModel* m, mjData* d, wcStages& chain) : m(m), d(d), chain(chain) {
    memcpy(chain.command, d->ctrl, m->nu * sizeof(double));
    if (chain.appliesForces) memcpy(chain.base, d->qfrc_applied, m->nv * sizeof(double));
  }
  void useCommand() {
    memcpy(d->ctrl, chain.command, m->nu * sizeof(double));
    if (chain.appliesForces) memcpy(d->qfrc_applied, chain.base, m->nv * sizeof(double));
  }
  void useApplied() {
    memcpy(d->ctrl, chain.applied, m->nu * sizeof(double));
    if (chain.appliesForces) addForces();
  }
  void addForces() {
    for (int i = 0; i < m->nv; i++) d->qfrc_applied[i] = chain.base[i] + chain.force[i];
  }
  /** Keeps what this physics step acts with. */
  void record() {
    if (!chain.record || chain.recorded == chain.recordable) return;
    double* row = chain.record + chain.recorded++ * (m->nu + (chain.appliesForces ? m->nv : 0));
    memcpy(row, d->ctrl, m->nu * sizeof(double));
    if (chain.appliesForces) memcpy(row + m->nu, d->qfrc_applied, m->nv * sizeof(double));
  }
  ~Exchange() { useCommand(); }

 private:
  const mjModel* m;
  mjData* d;
  wcStages& chain;
};

inline void runStages(const mjModel* m, mjData* d, wcStages& chain, Exchange& exchange) {
  if (chain.appliesForces) memset(chain.force, 0, m->nv * sizeof(double));
  run(m, d, chain);
  memcpy(chain.applied, d->ctrl, m->nu * sizeof(double));
  if (chain.appliesForces) exchange.addForces();
  exchange.record();
  chain.started = true;
}

/** Whether mj_step is the sequence of stages below, so that its position stage can be left out. */
inline bool canSkipPositions(const mjModel* m) {
  const int integrator = m->opt.integrator;
  return m->opt.enableflags == 0 &&
         (integrator == mjINT_EULER || integrator == mjINT_IMPLICIT || integrator == mjINT_IMPLICITFAST);
}

inline int badPositionsOrVelocities(const mjData* d) {
  return d->warning[mjWARN_BADQPOS].number + d->warning[mjWARN_BADQVEL].number;
}

/** mj_step1, whose position stage is left out where its results are known. */
inline void step1(const mjModel* m, mjData* d, bool known) {
  if (!known) {
    mj_step1(m, d);
    return;
  }
  const int bad = badPositionsOrVelocities(d);
  mj_checkPos(m, d);
  mj_checkVel(m, d);
  // What is bad may have made the engine reset the state.
  if (badPositionsOrVelocities(d) != bad) mj_fwdPosition(m, d);
  mj_sensorPos(m, d);
  mj_fwdVelocity(m, d);
  mj_sensorVel(m, d);
}

/** mj_step; likewise. Its two halves are the same arithmetic. */
inline void step(const mjModel* m, mjData* d, bool known) {
  if (!known) {
    mj_step(m, d);
    return;
  }
  step1(m, d, known);
  mj_step2(m, d);
}

inline void stagedStep(const mjModel* m, mjData* d, bool known, wcStages& chain, Exchange& exchange) {
  exchange.useCommand();
  if (chain.needsDynamics) {
    step1(m, d, known);
    runStages(m, d, chain, exchange);
    mj_step2(m, d);
  } else {
    runStages(m, d, chain, exchange);
    step(m, d, known);
  }
  if (chain.appliesForces) rememberConstraintForces(m, d, chain);
}

inline void take(const wcSample& sample) {
  double* target = sample.values;
  for (int i = 0; i < sample.count; i++) {
    memcpy(target, sample.sources[i], sample.sizes[i] * sizeof(double));
    target += sample.sizes[i];
  }
}

template <class Step>
void steps(const mjModel* m, mjData* d, int n, const wcSample* sample, Step step) {
  for (int i = 1; i <= n; i++) {
    const bool sampled = sample && i == sample->substep;
    if (sampled) memcpy(sample->viewPositions, d->qpos, m->nq * sizeof(double));
    step(i == 1);
    if (sampled) take(*sample);
  }
}

/** Adds what the velocity terms of actuators do to the damping of joints; as in mjd_smooth_vel, not at their limits. */
inline void addActuatorDamping(const mjModel* m, const mjData* d, double* damping) {
  const int count = wc_actuatorCount(m);
  for (int a = 0; a < count; a++) {
    const bool limited = m->actuator_forcelimited[a];
    const double* range = m->actuator_forcerange + 2 * a;
    if (m->actuator_trntype[a] != mjTRN_JOINT) continue;
    if (limited && (d->actuator_force[a] <= range[0] || d->actuator_force[a] >= range[1])) continue;
    double slope = 0;
    if (m->actuator_biastype[a] == mjBIAS_AFFINE) slope += m->actuator_biasprm[mjNBIAS * a + 2];
    const bool scaled = m->actuator_gaintype[a] == mjGAIN_AFFINE && count == m->nu;
    if (scaled) slope += m->actuator_gainprm[mjNGAIN * a + 2] * d->ctrl[a];
    const double gear = m->actuator_gear[6 * a];
    damping[dof(m, a)] -= gear * gear * slope;
  }
}

/** What acts with the present controls and applied forces. */
inline void actingForces(const mjModel* m, mjData* d, double* force, double* damping) {
  mj_fwdActuation(m, d);
  const bool euler = m->opt.integrator == mjINT_EULER;
  const int off = mjDSBL_DAMPER | (euler ? mjDSBL_EULERDAMP : 0);
  for (int i = 0; i < m->nv; i++) {
    force[i] = d->qfrc_passive[i] + d->qfrc_applied[i] + d->qfrc_actuator[i];
    damping[i] = m->opt.disableflags & off ? 0 : m->dof_damping[i];
  }
  if (!euler) addActuatorDamping(m, d, damping);
}

}  // namespace wc

void wc_beginStep(const mjModel* m, mjData* d, wcStages* stages, double* force, double* damping) {
  mj_step1(m, d);
  if (stages && stages->active) {
    wc::Exchange exchange(m, d, *stages);
    wc::runStages(m, d, *stages, exchange);
    wc::actingForces(m, d, force, damping);
  } else {
    wc::actingForces(m, d, force, damping);
  }
}

int wc_endStep(const mjModel* m, mjData* d, wcStages* stages) {
  d->time += m->opt.timestep;
  if (stages && stages->active && stages->appliesForces) wc::rememberConstraintForces(m, d, *stages);
  return wc_step(m, d, 0);
}

int wc_stageScratch(const mjModel* m) { return (m->nv + 16 + wcSTAGE_MAX_JOINTS) * m->nv; }

int wc_stepStaged(const mjModel* m, mjData* d, int n, bool positionsKnown, wcStages* stages, wcSample* sample) {
  const bool known = positionsKnown && wc::canSkipPositions(m);
  if (stages && stages->active) {
    wc::Exchange exchange(m, d, *stages);
    wc::steps(m, d, n, sample, [&](bool first) { wc::stagedStep(m, d, first && known, *stages, exchange); });
  } else {
    wc::steps(m, d, n, sample, [&](bool first) { wc::step(m, d, first && known); });
  }
  return wc_step(m, d, 0);
}

void wc_forwardStaged(const mjModel* m, mjData* d, wcStages* stages) {
  if (!stages->active || !stages->started) {
    mj_forward(m, d);
    return;
  }
  wc::Exchange exchange(m, d, *stages);
  exchange.useApplied();
  mj_forward(m, d);
}

void wc_holdMeasurement(const mjModel* m, mjData* d, wcStages* stages, int stage) {
  const int* record = stages->program;
  for (int i = 0; i < stage; i++) record = wc::Stage(*stages, record).next();
  wc::hold(m, d, wc::Stage(*stages, record), stages->scratch);
}

int wc_operationalSpaceState(int joints) { return wc::Arm::stateSize(joints); }
