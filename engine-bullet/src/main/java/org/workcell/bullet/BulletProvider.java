package org.workcell.bullet;

import org.workcell.sim.environment.DynamicsProvider;
import org.workcell.sim.physics.DynamicsFactory;

/** Offers {@code --engine bullet}. */
public class BulletProvider implements DynamicsProvider {

  private final BulletMode mode;

  /** For the service loader. */
  public BulletProvider() {
    this(BulletMode.CORRECTED);
  }

  BulletProvider(BulletMode mode) {
    this.mode = mode;
  }

  @Override
  public final String name() {
    return mode.engine();
  }

  @Override
  public final String description() {
    return mode.description();
  }

  @Override
  public final DynamicsFactory open() {
    return new BulletEngine(mode);
  }

  /** Offers {@code --engine bullet-plain}. */
  public static final class Plain extends BulletProvider {

    /** For the service loader. */
    public Plain() {
      super(BulletMode.PLAIN);
    }
  }
}
