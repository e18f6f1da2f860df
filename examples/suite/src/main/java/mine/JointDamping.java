package mine;

import java.util.Optional;
import java.util.Set;
import org.workcell.randomization.AffectedModality;
import org.workcell.randomization.Factor;
import org.workcell.randomization.FactorKind;
import org.workcell.randomization.Fields;
import org.workcell.randomization.Range;
import org.workcell.randomization.Sampler;
import org.workcell.randomization.TaskTargets;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.task.EpisodeStart;

/** Factor {@code joint_damping}: adds viscous friction to the first joints of a scene. */
public final class JointDamping implements FactorKind {

  // region kind
  private static final Range POSSIBLE = new Range(0, 10);

  @Override
  public String name() {
    return "joint_damping";
  }

  @Override
  public String example() {
    return "joints: 2, add: [0, 0.5]";
  }

  @Override
  public Factor read(Fields fields) {
    int joints = (int) fields.number("joints", 1, new Range(1, 100));
    return new Damping(joints, fields.range("add", Optional.of(POSSIBLE)));
  }

  // endregion

  // region factor
  private record Damping(int joints, Range newtonMetreSecondsPerRadian) implements Factor {

    @Override
    public Set<AffectedModality> affects() {
      return Set.of(AffectedModality.STATE);
    }

    @Override
    public boolean afterTask(EpisodeStart episode, TaskTargets targets, Sampler sampler) {
      double added = sampler.uniform("added", 0, newtonMetreSecondsPerRadian);
      ModelEdits edits = new ModelEdits();
      for (int joint = 0; joint < joints; joint++) {
        edits.set(
            ModelField.DOF_DAMPING, joint, episode.value(ModelField.DOF_DAMPING, joint) + added);
      }
      episode.edit(edits);
      return false;
    }
  }
  // endregion
}
