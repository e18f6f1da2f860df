#pragma once
#include <mujoco/mjxmacro.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <type_traits>

inline void wc_throwError(const char* message) { throw std::runtime_error(message); }
// Kept per mjData in its warning counters; printing and log files would only disturb.
inline void wc_keepQuiet(const char*) {}

void wc_installHandlers() {
  mju_user_error = wc_throwError;
  mju_user_warning = wc_keepQuiet;
}
void wc_raise(const char* message) { mju_error("%s", message); }
int wc_headerVersion() { return mjVERSION_HEADER; }

int wc_step(const mjModel* m, mjData* d, int n) {
  for (int i = 0; i < n; i++) mj_step(m, d);
  return d->warning[mjWARN_BADQPOS].number + d->warning[mjWARN_BADQVEL].number + d->warning[mjWARN_BADQACC].number +
         d->warning[mjWARN_BADCTRL].number;
}

namespace wc {

template <class T>
char elementType() {
  using E = std::remove_cv_t<T>;
  if (std::is_same_v<E, double>) return 'd';
  if (std::is_same_v<E, float>) return 'f';
  if (std::is_same_v<E, int>) return 'i';
  if (sizeof(E) == 1) return 'b';
  return 0;
}

template <class T>
bool describe(T* start, long rows, long columns, wcArray* array) {
  array->start = const_cast<void*>(static_cast<const void*>(start));
  array->elementType = elementType<T>();
  array->rows = static_cast<int>(rows);
  array->columns = static_cast<int>(columns);
  return array->elementType != 0;
}

// Version differences are resolved by overload and not by version number, so versions in between work too.
template <class D>
void fullM(void (*f)(const mjModel*, mjtNum*, const mjtNum*), const mjModel* m, const D* d, mjtNum* dst) {
  f(m, dst, d->qM);
}
template <class D>
void fullM(void (*f)(const mjModel*, const mjData*, mjtNum*), const mjModel* m, const D* d, mjtNum* dst) {
  f(m, d, dst);
}
inline void moveCamera(void (*f)(const mjModel*, int, mjtNum, mjtNum, const mjvScene*, mjvCamera*), const mjModel* m,
                       int action, mjtNum x, mjtNum y, mjvCamera* camera) {
  mjvScene scene;
  mjv_defaultScene(&scene);
  f(m, action, x, y, &scene, camera);
}
inline void moveCamera(void (*f)(const mjModel*, int, mjtNum, mjtNum, mjvCamera*), const mjModel* m, int action,
                       mjtNum x, mjtNum y, mjvCamera* camera) {
  f(m, action, x, y, camera);
}
template <class M>
auto actuatorCount(const M* m, int) -> decltype(int(m->nactuator)) {
  return int(m->nactuator);
}
template <class M>
int actuatorCount(const M* m, long) {
  return int(m->nu);
}
inline void setLinear(double& coefficient, double value) { coefficient = value; }
template <size_t N>
void setLinear(double (&coefficients)[N], double value) {
  for (double& c : coefficients) c = 0;
  coefficients[0] = value;
}

}  // namespace wc

bool wc_modelArray(mjModel* m, const char* name, wcArray* array) {
#define MJ_M(n) m->n
#define X(type, field, rows, columns) \
  if (!strcmp(name, #field)) return wc::describe(m->field, m->rows, columns, array);
#define XNV X
  MJMODEL_POINTERS
#undef XNV
#undef X
#undef MJ_M
  if (!strcmp(name, "opt.gravity")) return wc::describe(m->opt.gravity, 1, 3, array);
  if (!strcmp(name, "opt.wind")) return wc::describe(m->opt.wind, 1, 3, array);
  if (!strcmp(name, "vis.headlight.ambient")) return wc::describe(m->vis.headlight.ambient, 1, 3, array);
  if (!strcmp(name, "vis.headlight.diffuse")) return wc::describe(m->vis.headlight.diffuse, 1, 3, array);
  if (!strcmp(name, "vis.headlight.specular")) return wc::describe(m->vis.headlight.specular, 1, 3, array);
  if (!strcmp(name, "opt.timestep")) return wc::describe(&m->opt.timestep, 1, 1, array);
  if (!strcmp(name, "stat.meaninertia")) return wc::describe(&m->stat.meaninertia, 1, 1, array);
  return false;
}

bool wc_dataArray(const mjModel* m, mjData* d, const char* name, wcArray* array) {
#define MJ_M(n) m->n
#define MJ_D(n) d->n
#define X(type, field, rows, columns) \
  if (!strcmp(name, #field)) return wc::describe(d->field, m->rows, columns, array);
#define XNV X
  MJDATA_POINTERS
#undef XNV
#undef X
#undef MJ_D
#undef MJ_M
  if (!strcmp(name, "time")) return wc::describe(&d->time, 1, 1, array);
  return false;
}

namespace wc {
inline bool active(const mjContact& contact) { return contact.efc_address >= 0; }

inline double normalForce(const mjModel* m, const mjData* d, int contact) {
  mjtNum force[6];
  mj_contactForce(m, d, contact, force);
  return force[0];
}
}  // namespace wc

int wc_contacts(const mjModel* m, const mjData* d, int* geoms, double* values, int capacity) {
  int count = 0;
  for (int i = 0; i < d->ncon; i++) {
    const mjContact& contact = d->contact[i];
    if (!wc::active(contact)) continue;
    if (count < capacity) {
      geoms[2 * count] = contact.geom[0];
      geoms[2 * count + 1] = contact.geom[1];
      double* row = values + 8 * count;
      memcpy(row, contact.pos, 3 * sizeof(double));
      memcpy(row + 3, contact.frame, 3 * sizeof(double));
      row[6] = contact.dist;
      row[7] = wc::normalForce(m, d, i);
    }
    count++;
  }
  return count;
}

double wc_normalForce(const mjModel* m, const mjData* d, int geom1, int geom2) {
  double sum = 0;
  for (int i = 0; i < d->ncon; i++) {
    const mjContact& contact = d->contact[i];
    bool pair = (contact.geom[0] == geom1 && contact.geom[1] == geom2) ||
                (contact.geom[0] == geom2 && contact.geom[1] == geom1);
    if (pair && wc::active(contact)) sum += wc::normalForce(m, d, i);
  }
  return sum;
}

int wc_constraints(const mjData* d, int* typesAndIds, double* values, int capacity) {
  for (int i = 0; i < d->nefc && i < capacity; i++) {
    typesAndIds[2 * i] = d->efc_type[i];
    typesAndIds[2 * i + 1] = d->efc_id[i];
    values[3 * i] = d->efc_pos[i];
    values[3 * i + 1] = d->efc_vel[i];
    values[3 * i + 2] = d->efc_force[i];
  }
  return d->nefc;
}

int wc_warningCounts(const mjData* d, int* counts, int capacity) {
  for (int i = 0; i < mjNWARNING && i < capacity; i++) counts[i] = d->warning[i].number;
  return mjNWARNING;
}

const char* wc_warningName(int kind) {
  switch (kind) {
    case mjWARN_INERTIA: return "INERTIA";
    case mjWARN_CONTACTFULL: return "CONTACTFULL";
    case mjWARN_CNSTRFULL: return "CNSTRFULL";
    case mjWARN_BADQPOS: return "BADQPOS";
    case mjWARN_BADQVEL: return "BADQVEL";
    case mjWARN_BADQACC: return "BADQACC";
    case mjWARN_BADCTRL: return "BADCTRL";
    default: return "OTHER";
  }
}

bool wc_warningMeansBadState(int kind) {
  return kind == mjWARN_BADQPOS || kind == mjWARN_BADQVEL || kind == mjWARN_BADQACC || kind == mjWARN_BADCTRL;
}

void wc_fullMassMatrix(const mjModel* m, const mjData* d, double* result) { wc::fullM(&mj_fullM, m, d, result); }
int wc_actuatorCount(const mjModel* m) { return wc::actuatorCount(m, 0); }
void wc_setJointSpring(mjsJoint* joint, double stiffness, double damping) {
  wc::setLinear(joint->stiffness, stiffness);
  wc::setLinear(joint->damping, damping);
}
void wc_moveCamera(const mjModel* m, int action, double relativeX, double relativeY, mjvCamera* camera) {
  wc::moveCamera(&mjv_moveCamera, m, action, relativeX, relativeY, camera);
}
