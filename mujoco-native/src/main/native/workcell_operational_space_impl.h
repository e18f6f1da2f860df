#pragma once
// Operational-space control of a site's pose with decoupled position and orientation and a posture in the null space
// (Khatib, "A unified approach for motion and force control of robot manipulators", 1987). Without a site only the posture is
// controlled, in all directions of the joints.

namespace wc {

enum { LAMBDA = 6 };

/**
 * Memory of an operational-space stage with n joints.
 *
 * Parameters: stiffness and damping of the six directions (6, 6; world frame, position first), stiffness and damping of the
 * posture, torque limit of each joint (n).
 *
 * State: held (whether the next step uses the measurement that is there), pending (whether the next step sets the goal
 * from its measurement), turning (whether that also sets the goal's rotation), goal position (3), goal rotation (9),
 * pending displacement (3), pending rotation (9), posture (n); the measurement: position (3), rotation (9), velocity (6),
 * joint positions (n), joint velocities (n), Jacobian (6 x n), inertia matrix (n x n). Matrices are row-major.
 */
struct Arm {
  int n;
  const double *stiffness, *damping, *posture, *limit;
  double *held, *pending, *turning, *goalPosition, *goalRotation, *displacement, *turn, *rest;
  double *pos, *rotation, *velocity, *q, *qd, *jacobian, *inertia;

  Arm(const Stage& s) : n(s.channels()) {
    stiffness = s.parameters;
    damping = stiffness + LAMBDA;
    posture = damping + LAMBDA;
    limit = posture + 2;
    held = s.state;
    pending = held + 1;
    turning = pending + 1;
    goalPosition = turning + 1;
    goalRotation = goalPosition + 3;
    displacement = goalRotation + 9;
    turn = displacement + 3;
    rest = turn + 9;
    pos = rest + n;
    rotation = pos + 3;
    velocity = rotation + 9;
    q = velocity + LAMBDA;
    qd = q + n;
    jacobian = qd + n;
    inertia = jacobian + LAMBDA * n;
  }
  static int stateSize(int n) { return 45 + 9 * n + n * n; }
};

/** The inertia matrix of the arm's joints out of the sparse one: row by row, the joint itself and those that carry it. */
inline void measureInertia(const mjModel* m, const mjData* d, const Stage& s, const Arm& arm) {
  const int n = arm.n;
  memset(arm.inertia, 0, n * n * sizeof(double));
  for (int i = 0; i < n; i++) {
    const int row = dof(m, s.actuator(i)), first = m->M_rowadr[row];
    for (int k = 0; k < m->M_rownnz[row]; k++) {
      for (int j = 0; j < n; j++) {
        if (m->M_colind[first + k] != dof(m, s.actuator(j))) continue;
        arm.inertia[i * n + j] = arm.inertia[j * n + i] = d->M[first + k];
      }
    }
  }
}

inline void measure(const mjModel* m, mjData* d, const Stage& s, const Arm& arm, double* scratch) {
  const int nv = m->nv, site = s.option();
  double* jacobian = scratch;
  measureInertia(m, d, s, arm);
  if (site < 0) {
    memset(jacobian, 0, LAMBDA * nv * sizeof(double));
  } else {
    mj_jacSite(m, d, jacobian, jacobian + 3 * nv, site);
    memcpy(arm.pos, d->site_xpos + 3 * site, 3 * sizeof(double));
    memcpy(arm.rotation, d->site_xmat + 9 * site, 9 * sizeof(double));
    mju_mulMatVec(arm.velocity, jacobian, d->qvel, LAMBDA, nv);
  }
  for (int i = 0; i < arm.n; i++) {
    const int k = dof(m, s.actuator(i));
    arm.q[i] = d->qpos[m->jnt_qposadr[joint(m, s.actuator(i))]];
    arm.qd[i] = d->qvel[k];
    for (int row = 0; row < LAMBDA; row++) arm.jacobian[row * arm.n + i] = jacobian[row * nv + k];
  }
}

inline void hold(const mjModel* m, mjData* d, const Stage& s, double* scratch) {
  const Arm arm(s);
  measure(m, d, s, arm, scratch);
  *arm.held = 1;
}

/** Eigenvalues (diagonal of a) and eigenvectors (columns of v) of a symmetric matrix, by cyclic Jacobi rotations. */
inline void eigen(int n, double* a, double* v) {
  for (int i = 0; i < n * n; i++) v[i] = i % (n + 1) == 0;
  for (int sweep = 0; sweep < 30; sweep++) {
    bool diagonal = true;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        const double off = a[p * n + q];
        if (std::fabs(off) <= 1e-18 * std::sqrt(std::fabs(a[p * n + p] * a[q * n + q]))) continue;
        diagonal = false;
        const double theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
        const double t = (theta < 0 ? -1 : 1) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), sn = t * c;
        for (int k = 0; k < n; k++) {
          const double kp = a[k * n + p], kq = a[k * n + q];
          a[k * n + p] = c * kp - sn * kq;
          a[k * n + q] = sn * kp + c * kq;
        }
        for (int k = 0; k < n; k++) {
          const double pk = a[p * n + k], qk = a[q * n + k];
          a[p * n + k] = c * pk - sn * qk;
          a[q * n + k] = sn * pk + c * qk;
          const double vp = v[k * n + p], vq = v[k * n + q];
          v[k * n + p] = c * vp - sn * vq;
          v[k * n + q] = sn * vp + c * vq;
        }
        a[p * n + q] = a[q * n + p] = 0;
      }
    }
    if (diagonal) return;
  }
}

/** result = pseudo-inverse(matrix) * vector; eigenvalues below 1e-15 of the largest count as zero. */
inline void solvePseudoInverse(int n, const double* matrix, int stride, const double* vector, double* result) {
  double a[LAMBDA * LAMBDA], v[LAMBDA * LAMBDA];
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) a[i * n + j] = 0.5 * (matrix[i * stride + j] + matrix[j * stride + i]);
  }
  eigen(n, a, v);
  double largest = 0;
  for (int i = 0; i < n; i++) largest = std::fmax(largest, std::fabs(a[i * n + i]));
  for (int i = 0; i < n; i++) result[i] = 0;
  for (int k = 0; k < n; k++) {
    if (std::fabs(a[k * n + k]) <= 1e-15 * largest) continue;
    double dot = 0;
    for (int i = 0; i < n; i++) dot += v[i * n + k] * vector[i];
    dot /= a[k * n + k];
    for (int i = 0; i < n; i++) result[i] += v[i * n + k] * dot;
  }
}

/**
 * The pseudo-inverse of a symmetric matrix that is not negative. Where the matrix is regular by a wide margin its
 * pseudo-inverse is its inverse, which Cholesky factors give at a small part of the price of eigenvalues.
 */
template <int N>
class PseudoInverse {
 public:
  PseudoInverse(const double* matrix, int stride) : matrix(matrix), stride(stride), regular(invertFactor()) {}

  void multiply(const double* vector, double* result) const {
    if (!regular) {
      solvePseudoInverse(N, matrix, stride, vector, result);
      return;
    }
    double half[N];
    for (int i = 0; i < N; i++) {
      half[i] = 0;
      for (int j = 0; j <= i; j++) half[i] += inverse[i][j] * vector[j];
    }
    for (int i = 0; i < N; i++) {
      result[i] = 0;
      for (int j = i; j < N; j++) result[i] += inverse[j][i] * half[j];
    }
  }

 private:
  const double* matrix;
  int stride;
  /** Of the matrix's lower Cholesky factor L. */
  double inverse[N][N];
  bool regular;

  /**
   * Whether no eigenvalue comes near the cut. The largest one is at most the trace, the smallest one at least 1 over the
   * trace of the inverse, which is the sum of the squares of L's inverse.
   */
  bool invertFactor() {
    double factor[N][N], trace = 0, inverseTrace = 0;
    for (int i = 0; i < N; i++) {
      trace += matrix[i * (stride + 1)];
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i * stride + j];
        for (int k = 0; k < j; k++) rest -= factor[i][k] * factor[j][k];
        if (j < i) {
          factor[i][j] = rest * inverse[j][j];
        } else if (!(rest > 0)) {
          return false;
        } else {
          inverse[i][i] = 1 / std::sqrt(rest);
        }
      }
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = j; k < i; k++) sum -= factor[i][k] * inverse[k][j];
        inverse[i][j] = sum * inverse[i][i];
        inverseTrace += inverse[i][j] * inverse[i][j];
      }
      inverseTrace += inverse[i][i] * inverse[i][i];
    }
    return trace * inverseTrace < 1e10;
  }
};

inline void setPendingGoal(const Arm& arm) {
  for (int i = 0; i < 3; i++) arm.goalPosition[i] = arm.pos[i] + arm.displacement[i];
  if (*arm.turning != 0) mju_mulMatMat(arm.goalRotation, arm.turn, arm.rotation, 3, 3, 3);
  *arm.pending = 0;
}

/** Half the sum of the cross products of measured and wanted axes: sin(angle) times the axis of the rotation. */
inline void orientationError(const double* rotation, const double* goal, double* error) {
  for (int i = 0; i < 3; i++) error[i] = 0;
  for (int k = 0; k < 3; k++) {
    const double is[3] = {rotation[k], rotation[3 + k], rotation[6 + k]};
    const double wanted[3] = {goal[k], goal[3 + k], goal[6 + k]};
    double cross[3];
    mju_cross(cross, is, wanted);
    for (int i = 0; i < 3; i++) error[i] += cross[i];
  }
  for (int i = 0; i < 3; i++) error[i] *= 0.5;
}

/** tau = bias + M (posture accelerations), clipped to the limits. */
inline void jointSpace(const mjModel* m, mjData* d, const Stage& s, const Arm& arm) {
  const int n = arm.n;
  for (int i = 0; i < n; i++) {
    double torque = d->qfrc_bias[dof(m, s.actuator(i))];
    for (int j = 0; j < n; j++) {
      torque += arm.inertia[i * n + j] * (arm.posture[0] * (arm.rest[j] - arm.q[j]) - arm.posture[1] * arm.qd[j]);
    }
    d->ctrl[s.actuator(i)] = clip(torque, -arm.limit[i], arm.limit[i]);
  }
}

/** J M^-1 J', from J' divided by the Cholesky factor of M. */
inline void findMobility(const Arm& arm, double* mobility) {
  const int n = arm.n;
  double factor[wcSTAGE_MAX_JOINTS * wcSTAGE_MAX_JOINTS], half[LAMBDA][wcSTAGE_MAX_JOINTS];
  memcpy(factor, arm.inertia, n * n * sizeof(double));
  mju_cholFactor(factor, n, 0);
  for (int i = 0; i < n; i++) {
    const double* above = factor + i * n;
    const double scale = 1 / above[i];
    for (int row = 0; row < LAMBDA; row++) {
      double rest = arm.jacobian[row * n + i];
      for (int j = 0; j < i; j++) rest -= above[j] * half[row][j];
      half[row][i] = rest * scale;
    }
  }
  for (int row = 0; row < LAMBDA; row++) {
    for (int column = 0; column <= row; column++) {
      double sum = 0;
      for (int i = 0; i < n; i++) sum += half[row][i] * half[column][i];
      mobility[row * LAMBDA + column] = mobility[column * LAMBDA + row] = sum;
    }
  }
}

/**
 * tau = J'[Lp f; Lr t] + bias + N' M w, clipped to the limits. With w the accelerations wanted of the posture,
 * N' M w = M w - J' L J w, which needs no inverse of M.
 */
inline void operationalSpace(const mjModel* m, mjData* d, const Stage& s, double* scratch) {
  const Arm arm(s);
  const int n = arm.n;
  if (*arm.held == 0) measure(m, d, s, arm, scratch);
  *arm.held = 0;
  if (s.option() < 0) {
    jointSpace(m, d, s, arm);
    return;
  }
  if (*arm.pending != 0) setPendingGoal(arm);

  double pull[LAMBDA], wrench[LAMBDA], share[LAMBDA], mobility[LAMBDA * LAMBDA];
  for (int i = 0; i < 3; i++) pull[i] = arm.goalPosition[i] - arm.pos[i];
  orientationError(arm.rotation, arm.goalRotation, pull + 3);
  for (int i = 0; i < LAMBDA; i++) pull[i] = arm.stiffness[i] * pull[i] - arm.damping[i] * arm.velocity[i];

  findMobility(arm, mobility);
  PseudoInverse<3>(mobility, LAMBDA).multiply(pull, wrench);
  PseudoInverse<3>(mobility + 3 * LAMBDA + 3, LAMBDA).multiply(pull + 3, wrench + 3);

  double wanted[wcSTAGE_MAX_JOINTS], posture[wcSTAGE_MAX_JOINTS], moved[LAMBDA];
  for (int i = 0; i < n; i++) wanted[i] = arm.posture[0] * (arm.rest[i] - arm.q[i]) - arm.posture[1] * arm.qd[i];
  mju_mulMatVec(posture, arm.inertia, wanted, n, n);
  mju_mulMatVec(moved, arm.jacobian, wanted, LAMBDA, n);
  PseudoInverse<LAMBDA>(mobility, LAMBDA).multiply(moved, share);
  for (int i = 0; i < n; i++) {
    double torque = 0, taken = 0;
    for (int row = 0; row < LAMBDA; row++) {
      torque += arm.jacobian[row * n + i] * wrench[row];
      taken += arm.jacobian[row * n + i] * share[row];
    }
    torque += d->qfrc_bias[dof(m, s.actuator(i))] + (posture[i] - taken);
    d->ctrl[s.actuator(i)] = clip(torque, -arm.limit[i], arm.limit[i]);
  }
}

}  // namespace wc
