package org.workcell.tasks.kitchen;

import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;

/**
 * The 59 numbers of the observation: positions (9) and velocities (9) of the robot, positions (21)
 * and velocities (20) of the elements, each with uniform noise. Draws in this order, also where
 * noise is off, as upstream. One thread at a time; allocates nothing.
 */
final class NoisyObservation implements StatePart {

  static final int SIZE = KitchenScene.POSITIONS + KitchenScene.VELOCITIES;

  /** Largest noise by position, before the ratio; radians, metres and parts of the quaternion. */
  private static final double[] POSITION_AMPLITUDE = {
    0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.005, 0.005, 0.0005, 0.0005, 0.0005, 0.0005,
    0.0005, 0.0005, 0.005, 0.005, 0.005, 0.1, 0.1, 0.1, 0.005, 0.005, 0.005, 0.1, 0.1, 0.1, 0.1
  };

  /** The same by velocity. */
  private static final double[] VELOCITY_AMPLITUDE = {
    0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005,
    0.005, 0.005, 0.005, 0.005, 0.1, 0.1, 0.1, 0.005, 0.005, 0.005, 0.1, 0.1, 0.1
  };

  private final Physics physics;
  private final NoiseSource source;
  private final double robotRatio;
  private final double elementRatio;
  private final int elementShift;
  private final double[] values = new double[SIZE];

  NoisyObservation(Physics physics, KitchenSettings settings) {
    this.physics = physics;
    this.source = settings.compat() ? new NoiseSource.Numpy() : new NoiseSource.Stream();
    this.robotRatio = settings.robotNoiseRatio();
    this.elementRatio = settings.objectNoiseRatio();
    // Upstream takes the amplitudes of element positions from one place before theirs.
    this.elementShift = settings.compat() ? -1 : 0;
  }

  /** An episode begins. */
  void start(EpisodeStart episode) {
    source.start(episode);
    read();
  }

  /** Observes the physics, with new noise. */
  void read() {
    int robot = KitchenScene.ROBOT;
    int at = 0;
    for (int i = 0; i < robot; i++) {
      values[at++] = noisy(physics.qpos().get(i), robotRatio, POSITION_AMPLITUDE[i]);
    }
    for (int i = 0; i < robot; i++) {
      values[at++] = noisy(physics.qvel().get(i), robotRatio, VELOCITY_AMPLITUDE[i]);
    }
    for (int i = robot; i < KitchenScene.POSITIONS; i++) {
      double amplitude = POSITION_AMPLITUDE[i + elementShift];
      values[at++] = noisy(physics.qpos().get(i), elementRatio, amplitude);
    }
    for (int i = robot; i < KitchenScene.VELOCITIES; i++) {
      values[at++] = noisy(physics.qvel().get(i), elementRatio, VELOCITY_AMPLITUDE[i]);
    }
  }

  private double noisy(double value, double ratio, double amplitude) {
    return value + ratio * amplitude * source.next();
  }

  /** The numbers of the last {@link #read}; a live view. */
  double[] values() {
    return values;
  }

  @Override
  public void save(StateWriter writer) {
    writer.putDoubles(values);
    source.save(writer);
  }

  @Override
  public void load(StateReader reader) {
    reader.getDoubles(values);
    source.load(reader);
  }
}
