package org.workcell.bullet;

import java.util.List;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.physics.Dynamics;
import org.workcell.sim.physics.DynamicsFactory;
import org.workcell.sim.physics.Model;

/** Bullet as an engine that moves joints. Immutable; any thread. */
public final class BulletEngine implements DynamicsFactory {

  private static final String SOURCE = "org.bytedeco:bullet:3.25-1.5.9";

  private final BulletMode mode;
  private final Engine.Identity identity;

  BulletEngine(BulletMode mode) {
    this.mode = mode;
    List<String> checksums = Bullet.load();
    this.identity =
        new Engine.Identity(
            mode.engine(),
            "%s with mujoco %s".formatted(Bullet.version(), Engine.load().version()),
            SOURCE,
            checksums.get(0),
            checksums.get(1));
  }

  /**
   * Bullet, with rotors, damping, friction and limits as the model has them.
   *
   * @throws org.workcell.sim.engine.MissingLibraryException if Bullet is not on the class path
   */
  public static BulletEngine corrected() {
    return new BulletEngine(BulletMode.CORRECTED);
  }

  /**
   * Bullet as it comes: rotors are part of the links that they turn, damping is explicit, and
   * Bullet's own damping of links acts.
   *
   * @throws org.workcell.sim.engine.MissingLibraryException if Bullet is not on the class path
   */
  public static BulletEngine plain() {
    return new BulletEngine(BulletMode.PLAIN);
  }

  @Override
  public Engine.Identity identity() {
    return identity;
  }

  @Override
  public Dynamics newDynamics(Model model) {
    return new BulletDynamics(model, mode);
  }
}
