package org.workcell.randomization;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * Multiplies a physical quantity of a target.
 *
 * @param quantity what is multiplied
 * @param target of which bodies
 * @param scale what it is multiplied with
 */
record DynamicsFactor(Quantity quantity, Target target, Range scale) implements Factor {

  /** What can be multiplied. */
  enum Quantity {
    /** Masses with their inertias. */
    MASS,
    /** Inertias alone, as if mass moved outward. */
    INERTIA,
    /** Sliding friction of geoms; a contact takes the larger of its two. */
    FRICTION,
    DAMPING,
    ARMATURE,
    /** Gains of all actuators, and of position servos also what pulls back. */
    ACTUATOR_GAIN;

    /** What most scenes have that has it. */
    Target exampleTarget() {
      return switch (this) {
        case MASS, INERTIA -> Target.OBJECT;
        case FRICTION, ACTUATOR_GAIN -> Target.SCENE;
        case DAMPING, ARMATURE -> Target.ROBOT;
      };
    }
  }

  @Override
  public String stream() {
    return "dynamics";
  }

  @Override
  public Set<AffectedModality> affects() {
    return Set.of(AffectedModality.STATE);
  }

  @Override
  public Optional<String> reasonInapplicable(TaskTargets targets, TaskSpec spec) {
    int places =
        switch (quantity) {
          case MASS, INERTIA -> targets.bodies(target).length;
          case FRICTION -> targets.geoms(target).length;
          case DAMPING, ARMATURE -> targets.dofs(target).length;
          case ACTUATOR_GAIN -> targets.model().count(ObjectKind.ACTUATOR);
        };
    return places > 0
        ? Optional.empty()
        : Optional.of("%s has nothing with %s".formatted(target.label(), quantity));
  }

  @Override
  public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
    double factor = sampler.uniform("scale", 1, scale);
    ModelEdits edits = new ModelEdits();
    switch (quantity) {
      case MASS -> {
        scaleRows(edits, episode, ModelField.BODY_MASS, 1, targets.bodies(target), factor);
        scaleRows(edits, episode, ModelField.BODY_INERTIA, 3, targets.bodies(target), factor);
      }
      case INERTIA ->
          scaleRows(edits, episode, ModelField.BODY_INERTIA, 3, targets.bodies(target), factor);
      case FRICTION -> {
        for (int geom : targets.geoms(target)) {
          scale(edits, episode, ModelField.GEOM_FRICTION, 3 * geom, factor);
        }
      }
      case DAMPING ->
          scaleRows(edits, episode, ModelField.DOF_DAMPING, 1, targets.dofs(target), factor);
      case ARMATURE ->
          scaleRows(edits, episode, ModelField.DOF_ARMATURE, 1, targets.dofs(target), factor);
      case ACTUATOR_GAIN -> scaleActuators(edits, episode, targets, factor);
    }
    apply(episode, edits);
    return false;
  }

  private void apply(EpisodeStart episode, ModelEdits edits) {
    if (quantity == Quantity.MASS
        || quantity == Quantity.INERTIA
        || quantity == Quantity.ARMATURE) {
      episode.editDynamics(edits);
    } else {
      episode.edit(edits);
    }
  }

  private static void scaleActuators(
      ModelEdits edits, EpisodeStart episode, TaskTargets targets, double factor) {
    int actuators = targets.model().count(ObjectKind.ACTUATOR);
    int gains = targets.model().values(ModelField.ACTUATOR_GAINPRM).length / actuators;
    int biases = targets.model().values(ModelField.ACTUATOR_BIASPRM).length / actuators;
    for (int actuator = 0; actuator < actuators; actuator++) {
      scale(edits, episode, ModelField.ACTUATOR_GAINPRM, actuator * gains, factor);
      scale(edits, episode, ModelField.ACTUATOR_BIASPRM, actuator * biases + 1, factor);
      scale(edits, episode, ModelField.ACTUATOR_BIASPRM, actuator * biases + 2, factor);
    }
  }

  private static void scaleRows(
      ModelEdits edits,
      EpisodeStart episode,
      ModelField field,
      int columns,
      int[] rows,
      double factor) {
    IntStream.of(rows)
        .flatMap(row -> IntStream.range(row * columns, (row + 1) * columns))
        .forEach(index -> scale(edits, episode, field, index, factor));
  }

  private static void scale(
      ModelEdits edits, EpisodeStart episode, ModelField field, int index, double factor) {
    double present = episode.value(field, index);
    if (present != 0) {
      edits.set(field, index, factor * present);
    }
  }
}
