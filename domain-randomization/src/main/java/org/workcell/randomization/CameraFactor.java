package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import org.joml.Quaterniond;
import org.joml.Vector3d;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.task.TaskSpec;

/**
 * All cameras that are no part of the robot, each on its own: shaken in place, and carried around
 * the middle of the workspace.
 *
 * @param position by how much each coordinate moves, metres to either side
 * @param rotation by how much it turns about each of its axes, radians to either side
 * @param fieldOfView by how much its vertical field of view changes, degrees to either side
 * @param azimuth by how much it goes around the workspace, radians
 * @param elevation by how much it rises over it, radians
 * @param distance what its distance is multiplied with
 */
record CameraFactor(
    double position,
    double rotation,
    double fieldOfView,
    Range azimuth,
    Range elevation,
    Range distance)
    implements Factor {

  private static final double STEEPEST = Math.toRadians(85);

  @Override
  public String stream() {
    return "camera";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.IMAGES);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    return targets.fixedCameras().length > 0
        ? Optional.empty()
        : Optional.of("the scene has no camera beside the robot's");
  }

  @Override
  public void appearance(ModelEdits edits, TaskTargets targets, Sampler sampler) {
    Vector3d middle = middle(targets);
    for (int camera : targets.fixedCameras()) {
      move(edits, targets.model(), camera, middle, sampler);
    }
  }

  private static Vector3d middle(TaskTargets targets) {
    return targets
        .roles()
        .workspace()
        .map(w -> new Vector3d(Range.of(w.x()).at(0.5), Range.of(w.y()).at(0.5), w.height()))
        .orElseGet(Vector3d::new);
  }

  private void move(ModelEdits edits, Model model, int camera, Vector3d middle, Sampler sampler) {
    String name = "camera" + camera + "_";
    Vector3d place = vector(model, ModelField.CAM_POS, camera);
    Quaterniond facing = facing(model, camera);
    Vector3d offset = place.sub(middle, new Vector3d());
    Quaterniond carried = carry(offset, name, sampler);
    carried.transform(offset).mul(sampler.uniform(name + "distance", 1, distance));
    offset.add(
        sampler.uniform(name + "x", 0, Range.around(position)),
        sampler.uniform(name + "y", 0, Range.around(position)),
        sampler.uniform(name + "z", 0, Range.around(position)));
    carried
        .mul(facing)
        .rotateX(sampler.uniform(name + "turn_x", 0, Range.around(rotation)))
        .rotateY(sampler.uniform(name + "turn_y", 0, Range.around(rotation)))
        .rotateZ(sampler.uniform(name + "turn_z", 0, Range.around(rotation)));
    offset.add(middle);
    double view = model.get(ModelField.CAM_FOVY, camera);
    edits.setRow(ModelField.CAM_POS, camera, offset.x, offset.y, offset.z);
    edits.setRow(ModelField.CAM_QUAT, camera, carried.w, carried.x, carried.y, carried.z);
    edits.set(
        ModelField.CAM_FOVY,
        camera,
        view + sampler.uniform(name + "field_of_view", 0, Range.around(fieldOfView)));
  }

  /** The rotation about the middle; it never carries a camera over the top. */
  private Quaterniond carry(Vector3d offset, String name, Sampler sampler) {
    double around = sampler.uniform(name + "azimuth", 0, azimuth);
    double rise = sampler.uniform(name + "elevation", 0, elevation);
    double horizontal = Math.hypot(offset.x, offset.y);
    if (horizontal == 0) {
      return new Quaterniond().rotateZ(around);
    }
    double present = Math.atan2(offset.z, horizontal);
    double allowed = Math.max(-STEEPEST, Math.min(STEEPEST, present + rise)) - present;
    return new Quaterniond()
        .rotateZ(around)
        .rotateAxis(-allowed, -offset.y / horizontal, offset.x / horizontal, 0);
  }

  private static Vector3d vector(Model model, ModelField field, int row) {
    return new Vector3d(
        model.get(field, 3 * row), model.get(field, 3 * row + 1), model.get(field, 3 * row + 2));
  }

  private static Quaterniond facing(Model model, int camera) {
    return new Quaterniond(
        model.get(ModelField.CAM_QUAT, 4 * camera + 1),
        model.get(ModelField.CAM_QUAT, 4 * camera + 2),
        model.get(ModelField.CAM_QUAT, 4 * camera + 3),
        model.get(ModelField.CAM_QUAT, 4 * camera));
  }
}
