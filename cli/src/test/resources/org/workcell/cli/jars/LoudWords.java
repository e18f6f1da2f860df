package other;

import java.util.Locale;
import java.util.Set;
import org.workcell.randomization.AffectedModality;
import org.workcell.randomization.Factor;
import org.workcell.randomization.FactorKind;
import org.workcell.randomization.Fields;
import org.workcell.randomization.Sampler;

/** The instruction in capitals. */
public final class LoudWords implements FactorKind {

  @Override
  public String name() {
    return "loud_words";
  }

  @Override
  public String example() {
    return "";
  }

  @Override
  public Factor read(Fields fields) {
    return new Loud();
  }

  private record Loud() implements Factor {

    @Override
    public Set<AffectedModality> affects() {
      return Set.of(AffectedModality.INSTRUCTION);
    }

    @Override
    public String instruction(String original, Sampler sampler) {
      return original.toUpperCase(Locale.ROOT);
    }
  }
}
