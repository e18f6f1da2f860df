#pragma once
// Friction of geared servos: a budget of torque that resists motion, as far as motion can be stopped by it.

namespace wc {

enum { FRICTION_PARAMETERS = 11, FRICTION_SWEEPS = 50 };

/**
 * The most that friction at a joint can resist with, N m. Parameters: Coulomb torque, viscous coefficient, Stribeck torque,
 * Stribeck velocity, Stribeck exponent; then shares of the motor's and of the external torque: at any velocity, and those
 * that vanish with the Stribeck factor; then the quadratic coefficients of motor and external torque.
 *
 * Models M1 to M6 of Duclusaud et al., "Extended Friction Models for the Physics Simulation of Servo Actuators"
 * (arXiv 2410.08650): M1 is the first two, M2 adds the next three, M3 and M4 have equal shares on both sides, M5 has
 * different ones, M6 has all.
 */
inline double frictionBudget(const double* p, double motor, double external, double velocity) {
  const double stribeck = std::exp(-std::pow(std::fabs(velocity / p[3]), p[4]));
  double budget = p[0] + std::fabs(p[6] * external - p[5] * motor) + p[1] * std::fabs(velocity);
  double vanishing = p[2] + std::fabs(p[8] * external - p[7] * motor);
  if ((motor > 0) - (motor < 0) != (external > 0) - (external < 0)) {
    if (std::fabs(motor) > std::fabs(external)) vanishing += p[10] * external * external;
    if (std::fabs(motor) < std::fabs(external)) vanishing += p[9] * motor * motor;
  }
  return budget + stribeck * vanishing;
}

/**
 * Solves for the friction torques that bring the joints to rest at the end of the step, each within its budget
 * (projected Gauss-Seidel from the torques of the last step; one joint is exact after one sweep). velocity: at the end of
 * the step without friction; response: change of velocity i per torque j.
 */
inline void stop(int n, const double* velocity, const double* response, const double* budget, double* torque) {
  for (int sweep = 0; sweep < FRICTION_SWEEPS; sweep++) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double residual = velocity[i];
      for (int j = 0; j < n; j++) residual += response[i * n + j] * torque[j];
      const double wanted = clip(torque[i] - residual / response[i * n + i], -budget[i], budget[i]);
      const double change = std::fabs(wanted - torque[i]);
      if (change > 1e-12 * budget[i]) largest = change;
      torque[i] = wanted;
    }
    if (largest == 0) return;
  }
}

/**
 * State: constraint forces (contacts, limits) of the last step (nv), friction torques of the last step (channels). The
 * former are part of the external load, and this step's are known only after the solver has run; they take no part in
 * the prediction of motion, or friction would hold against reactions that are not there.
 */
inline void friction(const mjModel* m, mjData* d, const Stage& s, const wcStages& chain) {
  const int n = s.channels(), nv = m->nv;
  double* torque = s.state + nv;
  double* unit = chain.scratch;
  double* column = unit + nv;
  double velocity[wcSTAGE_MAX_JOINTS], budget[wcSTAGE_MAX_JOINTS];
  double response[wcSTAGE_MAX_JOINTS * wcSTAGE_MAX_JOINTS];
  mj_fwdActuation(m, d);
  mj_fwdAcceleration(m, d);
  bool free = true;
  for (int i = 0; i < n; i++) {
    const int k = dof(m, s.actuator(i));
    const double motor = d->qfrc_actuator[k];
    const double external = d->qfrc_smooth[k] - motor + s.state[k];
    budget[i] = frictionBudget(s.parameters + FRICTION_PARAMETERS * i, motor, external, d->qvel[k]);
    velocity[i] = d->qvel[k] + m->opt.timestep * d->qacc_smooth[k];
    free = free && budget[i] == 0;
  }
  if (free) return;
  memset(unit, 0, nv * sizeof(double));
  for (int j = 0; j < n; j++) {
    unit[dof(m, s.actuator(j))] = 1;
    mj_solveM(m, d, column, unit, 1);
    unit[dof(m, s.actuator(j))] = 0;
    for (int i = 0; i < n; i++) response[i * n + j] = m->opt.timestep * column[dof(m, s.actuator(i))];
  }
  stop(n, velocity, response, budget, torque);
  for (int i = 0; i < n; i++) chain.force[dof(m, s.actuator(i))] += torque[i];
}

inline void rememberConstraintForces(const mjModel* m, const mjData* d, const wcStages& chain) {
  const int* record = chain.program;
  for (int i = 0; i < chain.count; i++) {
    const Stage s(chain, record);
    if (s.kind() == wcSTAGE_FRICTION) memcpy(s.state, d->qfrc_constraint, m->nv * sizeof(double));
    record = s.next();
  }
}

}  // namespace wc
