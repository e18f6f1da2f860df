package org.workcell.sim.vector;

import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Model;
import org.workcell.sim.task.ResetOptions;

/**
 * The environment of a slot: made when it is needed, again after a failure, and replaced by one of
 * another task.
 */
final class SlotEnvironment {

  private final VectorMembers members;
  private final EnvironmentFactory factory;
  private int member;
  private Environment environment;
  private Environment fitted;
  private Model scene;
  private WorkerModels models;
  private volatile EnvironmentSpec spec;

  SlotEnvironment(VectorMembers members, EnvironmentFactory factory, int member) {
    this.members = members;
    this.factory = factory;
    this.member = member;
  }

  /** One like this, without an environment. */
  SlotEnvironment another() {
    SlotEnvironment copy = new SlotEnvironment(members, factory, member);
    copy.spec = spec;
    return copy;
  }

  /** One of another row or vector with a task of this vector, without an environment. */
  SlotEnvironment ofMember(int other) {
    return new SlotEnvironment(members, factory, other);
  }

  void adopt(Environment made) {
    environment = made;
    fitted = members.fitted(member, made);
    scene = made instanceof SimulatedEnvironment simulated ? simulated.physics().scene() : null;
    spec = made.spec();
  }

  /** The place of its task in the vector's list. */
  int member() {
    return member;
  }

  /** What identifies the latest environment; null before the first. */
  EnvironmentSpec spec() {
    return spec;
  }

  /** Makes the environment ready for work on a worker. */
  void makeReady(WorkerModels workerModels) {
    models = workerModels;
    if (environment == null) {
      adopt(members.open(member, factory));
    }
    if (environment instanceof SimulatedEnvironment simulated) {
      simulated.useModel(models.of(scene));
    }
  }

  /** Replaces the environment by one of another task; nothing happens where it has the task. */
  void change(int newMember) {
    if (newMember != member) {
      close();
      member = newMember;
      makeReady(models);
    }
  }

  /** The environment, which writes rows of its own task. */
  Environment get() {
    return environment;
  }

  /** The environment, which writes rows of the vector. */
  Environment fitted() {
    return fitted;
  }

  /** The variation of the episode that has started; only a drawn one has to be asked for. */
  int variation(ResetOptions start) {
    if (start.variation().isPresent()) {
      return start.variation().getAsInt();
    }
    return members.task(member).variations().size() == 1 ? 0 : environment.record().variation();
  }

  /** Whether the episode has ended or failed, so that only a reset or a restore makes sense. */
  boolean needsReset() {
    return environment == null || environment.needsReset();
  }

  void close() {
    if (environment != null) {
      environment.close();
      environment = null;
      fitted = null;
    }
  }
}
