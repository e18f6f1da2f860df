package org.workcell.tasks.arm;

import org.workcell.sim.policy.Expert;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.tasks.arm.experts.JointDrive;
import org.workcell.tasks.arm.experts.PushExpert;
import org.workcell.tasks.arm.experts.ReachExpert;
import org.workcell.tasks.arm.experts.TrackExpert;

/** Makes the experts of the tasks. */
final class ArmExperts {

  private ArmExperts() {}

  static ExpertDefinition of(ArmTaskKind kind, ArmSettings settings) {
    return ExpertDefinition.readingObservations(() -> expert(kind, settings));
  }

  private static Expert expert(ArmTaskKind kind, ArmSettings settings) {
    JointDrive drive =
        new JointDrive(
            settings.robot(),
            settings.absolute() ? 0 : settings.unitsPerAction(),
            settings.periodSeconds());
    Sizes sizes = Sizes.of(settings.robot());
    return switch (kind) {
      case TRACK -> new TrackExpert(settings.robot(), drive, settings.byTip());
      case REACH -> new ReachExpert(settings.robot(), drive);
      case PUSH ->
          new PushExpert(
              settings.robot(),
              drive,
              new PushExpert.Lengths(sizes.puckRadius(), sizes.pushHeight(), sizes.passHeight()));
    };
  }
}
