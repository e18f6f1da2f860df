package org.workcell.tasks.rlbench.goal;

import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;

/** A point, the origin of a body or a site, lies in a sensor. */
public final class PlaceCondition extends GoalCondition {

  private final SensorBox sensor;
  private final DoubleArray positions;
  private final int row;
  private final double[] point = new double[3];

  private PlaceCondition(Physics physics, DoubleArray positions, int row, String sensor) {
    this.sensor = new SensorBox(physics, sensor);
    this.positions = positions;
    this.row = row;
  }

  /** The origin of a body. */
  public static PlaceCondition ofBody(Physics physics, String body, String sensor) {
    return new PlaceCondition(physics, physics.bodyPos(), physics.scene().body(body), sensor);
  }

  /** A site. */
  public static PlaceCondition ofSite(Physics physics, String site, String sensor) {
    return new PlaceCondition(physics, physics.sitePos(), physics.scene().site(site), sensor);
  }

  @Override
  public boolean holds() {
    sensor.locate();
    positions.readRow(row, point);
    return sensor.contains(point);
  }
}
