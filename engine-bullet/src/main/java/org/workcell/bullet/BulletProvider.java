package org.workcell.bullet;

import org.workcell.sim.environment.DynamicsProvider;
import org.workcell.sim.physics.DynamicsFactory;

/** Offers {@code --engine bullet}. */
public final class BulletProvider implements DynamicsProvider {

  @Override
  public String name() {
    return BulletMode.CORRECTED.engine();
  }

  @Override
  public String description() {
    return BulletMode.CORRECTED.description();
  }

  @Override
  public DynamicsFactory open() {
    return BulletEngine.corrected();
  }
}
