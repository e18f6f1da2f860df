#pragma once
// A torque residual: a small network adds torques to joints by what they do.

namespace wc {

enum residualSignal { SIGNAL_POSITION, SIGNAL_VELOCITY, SIGNAL_VELOCITY_TANH, SIGNAL_SIN, SIGNAL_COS };
enum residualActivation { ACTIVATION_TANH, ACTIVATION_ELU, ACTIVATION_RELU };
enum residualTrust { TRUST_EVERYWHERE, TRUST_RANGES, TRUST_MAHALANOBIS };

/**
 * A network in flat memory, in order: signals per joint, layers, activation, kind of trust region, its radius and fade
 * width; of each signal its code and scale; of each joint the clip of its output and what an output of 1 adds, 0 where
 * nothing is to be added; mean and std of the inputs; of each layer its number of outputs, its weights input by input and
 * its biases; two arrays of the trust region; room for the inputs and for three rows as long as the
 * widest of inputs and layers.
 */
struct Network {
  int signals, layers, activation, trustKind;
  double radius, fadeWidth;
  const double* signal;
  const double* channel;
  const double* mean;
  const double* std;
  const double* layer;
  int inputs;

  Network(const double* block, int joints)
      : signals(static_cast<int>(block[0])),
        layers(static_cast<int>(block[1])),
        activation(static_cast<int>(block[2])),
        trustKind(static_cast<int>(block[3])),
        radius(block[4]),
        fadeWidth(block[5]),
        signal(block + 6),
        channel(signal + 2 * signals),
        mean(channel + 2 * joints),
        std(mean + signals * joints),
        layer(std + signals * joints),
        inputs(signals * joints) {}
};

inline void readSignals(const mjModel* m, const mjData* d, const Stage& s, const Network& network, double* inputs) {
  for (int i = 0; i < network.signals; i++) {
    const int code = static_cast<int>(network.signal[2 * i]);
    const double scale = network.signal[2 * i + 1];
    for (int c = 0; c < s.channels(); c++) {
      const double q = d->qpos[m->jnt_qposadr[s.actuator(c)]];
      const double v = d->qvel[m->jnt_dofadr[s.actuator(c)]];
      double value = 0;
      switch (code) {
        case SIGNAL_POSITION: value = q / scale; break;
        case SIGNAL_VELOCITY: value = v / scale; break;
        case SIGNAL_VELOCITY_TANH: value = std::tanh(v / scale); break;
        case SIGNAL_SIN: value = std::sin(q) / scale; break;
        case SIGNAL_COS: value = std::cos(q) / scale; break;
        default: mju_error("unknown signal of a torque residual: %d", code);
      }
      *inputs++ = value;
    }
  }
}

/** first: lower ends of the ranges or mean; second: upper ends or inverse covariance. */
inline double distance(const Network& network, const double* inputs, const double* first, const double* second) {
  const int n = network.inputs;
  double found = 0;
  if (network.trustKind == TRUST_RANGES) {
    for (int i = 0; i < n; i++) {
      const double out = std::fmax(first[i] - inputs[i], inputs[i] - second[i]);
      found = std::fmax(found, out / (second[i] - first[i]));
    }
  } else if (network.trustKind == TRUST_MAHALANOBIS) {
    for (int i = 0; i < n; i++) {
      double row = 0;
      for (int j = 0; j < i; j++) row += second[i * n + j] * (inputs[j] - first[j]);
      const double own = inputs[i] - first[i];
      found += own * (2 * row + second[i * n + i] * own);
    }
    found = std::sqrt(std::fmax(found, 0));
  }
  return found;
}

inline double trust(const Network& network, double distance) {
  const double beyond = distance - network.radius;
  if (beyond <= 0) return 1;
  return beyond < network.fadeWidth ? 1 - beyond / network.fadeWidth : 0;
}

/** exp(64 z) for z within 0.625, by the Pade approximant of order 6 by 6; as Exponentials.java, to the rounding. */
inline void exp64(int n, double* __restrict z, double* __restrict result) {
  for (int i = 0; i < n; i++) {
    const double square = z[i] * z[i];
    const double odd = z[i] * (332640 + square * (10080 + square * 42));
    const double even = 665280 + square * (75600 + square * (840 + square));
    double u = (even + odd) / (even - odd);
    u *= u;
    u *= u;
    u *= u;
    u *= u;
    u *= u;
    result[i] = u * u;
  }
}

/** scratch, more: as long as values, overwritten. */
inline void activate(int kind, int n, double* __restrict values, double* __restrict scratch, double* __restrict more) {
  switch (kind) {
    case ACTIVATION_TANH:
      for (int i = 0; i < n; i++) more[i] = clip(values[i], -20, 20) / 32;
      exp64(n, more, scratch);
      for (int i = 0; i < n; i++) values[i] = (scratch[i] - 1) / (scratch[i] + 1);
      break;
    case ACTIVATION_ELU:
      for (int i = 0; i < n; i++) more[i] = clip(values[i], -40, 0) / 64;
      exp64(n, more, scratch);
      for (int i = 0; i < n; i++) values[i] = (values[i] > 0 ? values[i] : 0) + (scratch[i] - 1);
      break;
    default:
      for (int i = 0; i < n; i++) values[i] = values[i] < 0 ? 0 : values[i];
  }
}

/** Adds inputs times weights, which lie input by input, to the outputs. */
inline void addProducts(int inputs, int outputs, const double* __restrict from, const double* __restrict weights,
                        double* __restrict to) {
  int k = 0;
  for (; k + 3 < inputs; k += 4, weights += 4 * outputs) {
    const double *b = weights + outputs, *c = b + outputs, *d = c + outputs;
    const double w = from[k], x = from[k + 1], y = from[k + 2], z = from[k + 3];
    for (int o = 0; o < outputs; o++) to[o] += w * weights[o] + x * b[o] + y * c[o] + z * d[o];
  }
  for (; k < inputs; k++, weights += outputs) {
    for (int o = 0; o < outputs; o++) to[o] += from[k] * weights[o];
  }
}

/**
 * Channels are joints here, not actuators. Parameter: a factor. State: trust, then what each joint got. Option: where the
 * network lies among the chain's networks.
 */
inline void residual(const mjModel* m, mjData* d, const Stage& s, const wcStages& chain) {
  const int n = s.channels();
  const Network network(chain.networks + s.option(), n);
  const double* end = network.layer;
  int widest = network.inputs, width = network.inputs;
  for (int i = 0; i < network.layers; i++) {
    const int outputs = static_cast<int>(*end);
    end += 1 + (width + 1) * outputs;
    width = outputs;
    if (outputs > widest) widest = outputs;
  }
  const double* second = end;
  if (network.trustKind != TRUST_EVERYWHERE) second += network.inputs;
  const double* scratch = second;
  if (network.trustKind == TRUST_RANGES) scratch += network.inputs;
  if (network.trustKind == TRUST_MAHALANOBIS) scratch += network.inputs * network.inputs;
  double* inputs = chain.networks + (scratch - chain.networks);
  double* from = inputs + network.inputs;
  double* to = from + widest;
  double* spare = to + widest;
  readSignals(m, d, s, network, inputs);
  s.state[0] = trust(network, distance(network, inputs, end, second));
  for (int i = 0; i < network.inputs; i++) from[i] = (inputs[i] - network.mean[i]) / network.std[i];
  const double* layer = network.layer;
  width = network.inputs;
  for (int i = 0; i < network.layers; i++) {
    if (i > 0) activate(network.activation, width, from, to, spare);
    const int outputs = static_cast<int>(*layer++);
    const double* biases = layer + width * outputs;
    memcpy(to, biases, outputs * sizeof(double));
    addProducts(width, outputs, from, layer, to);
    layer = biases + outputs;
    double* made = to;
    to = from;
    from = made;
    width = outputs;
  }
  for (int c = 0; c < n; c++) {
    const double* channel = network.channel + 2 * c;
    const double torque = s.parameters[0] * s.state[0] * channel[1] * clip(from[c], -channel[0], channel[0]);
    s.state[1 + c] = torque;
    const int k = m->jnt_dofadr[s.actuator(c)];
    chain.force[k] += torque;
    d->qfrc_applied[k] += torque;  // stages behind it see the joints as they will move
  }
}

}  // namespace wc
