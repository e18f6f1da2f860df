package org.workcell.elsewhere;

import java.util.Locale;
import java.util.Set;
import org.workcell.randomization.AffectedModality;
import org.workcell.randomization.Factor;
import org.workcell.randomization.FactorKind;
import org.workcell.randomization.Fields;
import org.workcell.randomization.Sampler;

/** The instruction in capitals; severity is the share of episodes. */
public final class UpperCaseKind implements FactorKind {

  @Override
  public String name() {
    return "upper_case";
  }

  @Override
  public String example() {
    return "";
  }

  @Override
  public Factor read(Fields fields) {
    return new UpperCase();
  }

  private record UpperCase() implements Factor {

    @Override
    public Set<AffectedModality> affects() {
      return Set.of(AffectedModality.INSTRUCTION);
    }

    @Override
    public String instruction(String original, Sampler sampler) {
      return sampler.chance("changed", sampler.severityFraction())
          ? original.toUpperCase(Locale.ROOT)
          : original;
    }
  }
}
