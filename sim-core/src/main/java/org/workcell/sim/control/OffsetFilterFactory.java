package org.workcell.sim.control;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Adds constants to components of a command.
 *
 * @param offsets by name of the component, in its unit
 */
record OffsetFilterFactory(Map<String, Double> offsets) implements CommandFilterFactory {

  /** Takes a defensive copy in the order of names, which makes the identity canonical. */
  OffsetFilterFactory {
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  @Override
  public String identity() {
    return offsets.entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue())
        .collect(Collectors.joining(",", "offset=", ""));
  }

  @Override
  public CommandFilter newFilter(CommandSpec command, Model scene) {
    List<String> names = command.components().stream().map(CommandSpec.Component::name).toList();
    double[] added = new double[command.size()];
    offsets.forEach(
        (name, offset) -> {
          if (!names.contains(name)) {
            throw new IllegalArgumentException(
                "filter %s: the command has no component '%s'; it has %s"
                    .formatted(identity(), name, String.join(", ", names)));
          }
          added[names.indexOf(name)] = offset;
        });
    return new Filter(added);
  }

  private record Filter(double[] added) implements CommandFilter {

    @Override
    public void start(SeedStreams seeds) {
      // The same in every episode.
    }

    @Override
    public void apply(double[] command, Physics physics) {
      for (int i = 0; i < command.length; i++) {
        command[i] += added[i];
      }
    }

    @Override
    public void save(StateWriter writer) {
      // Nothing changes.
    }

    @Override
    public void load(StateReader reader) {
      // Nothing changes.
    }
  }
}
