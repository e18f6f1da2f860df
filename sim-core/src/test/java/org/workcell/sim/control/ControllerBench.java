package org.workcell.sim.control;

import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.testing.TestArm;

/** The test arm at rest in its home pose under one controller. */
final class ControllerBench<C extends Controller> implements AutoCloseable {

  private final Model model = TestArm.newModel();
  private final Physics physics = new Physics(model);
  private final C controller;
  private final double[] command;
  private final int tip = model.site(TestArm.TIP);

  ControllerBench(ControllerFactory<C> factory) {
    controller = factory.newController(physics);
    command = new double[factory.commandSpec().size()];
    double[] home = TestArm.home();
    physics.qpos().write(0, home);
    physics.forward();
    controller.start(physics);
  }

  C controller() {
    return controller;
  }

  Physics physics() {
    return physics;
  }

  double[] command() {
    return command;
  }

  void step(double... action) {
    controller.toCommand(action, physics, command);
    controller.advance(command, physics);
  }

  void steps(int count, double... action) {
    for (int i = 0; i < count; i++) {
      step(action);
    }
  }

  double joint(int joint) {
    return physics.qpos().get(joint);
  }

  Pose tip() {
    physics.refreshPositions();
    Pose pose = new Pose();
    physics.sitePos().readRow(tip, pose.position());
    physics.siteMat().readRow(tip, pose.rotation());
    return pose;
  }

  @Override
  public void close() {
    physics.close();
    model.close();
  }
}
