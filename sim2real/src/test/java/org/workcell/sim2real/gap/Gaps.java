package org.workcell.sim2real.gap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;

/** A small arm and small plans for tests. */
final class Gaps {

  /** Four trajectories of 2 s, of which one is out of distribution, and one more with a load. */
  static GapPlan plan(GapFamily family, GapLevel level, long seed, boolean payload) {
    return GapPlan.builder(family, level, seed)
        .trajectories(3, 2)
        .reach(0.4, 1.5)
        .limits(3, 12)
        .payload(payload)
        .build();
  }

  static Path arm(Path folder) throws IOException {
    Path file = folder.resolve("arm.xml");
    if (!Files.exists(file)) {
      try (InputStream in = Gaps.class.getResourceAsStream("arm.xml")) {
        Files.copy(in, file);
      }
    }
    return file;
  }

  /** What somebody reports who found some numbers, with intervals of a tenth about each. */
  static ParameterFile file(List<GapTruth.TrueNumber> numbers, List<ChainStage> chain) {
    List<IdentifiedParameter> parameters =
        numbers.stream()
            .map(
                number ->
                    new IdentifiedParameter(
                        number.path(),
                        number.unit(),
                        number.value(),
                        number.nominal(),
                        0,
                        1e9,
                        List.of(number.value() - 0.1, number.value() + 0.1),
                        null,
                        IdentifiedParameter.Status.FITTED,
                        ""))
            .toList();
    ParameterFile.Source none = new ParameterFile.Source("", "");
    return new ParameterFile(
        1, "test", "", "forward", "", none, List.of(), parameters, chain, Map.of());
  }

  private Gaps() {}
}
