package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.StageProgram;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * The actuator stages of one environment as part of its episodes: {@link #reset} before an episode
 * is set up, {@link #activate} when it begins, memory in snapshots. While an episode is set up the
 * stages do nothing, so that initial states do not depend on them. One thread at a time.
 */
public final class StageChain implements StatePart {

  private final StageProgram program;

  private StageChain(StageProgram program) {
    this.program = program;
  }

  /**
   * Makes stages part of a simulation; absent where there are none.
   *
   * @throws IllegalArgumentException if one does not fit the scene, or stands in the wrong place
   */
  public static Optional<StageChain> attach(Physics physics, List<? extends ActuatorStage> stages) {
    if (stages.isEmpty()) {
      return Optional.empty();
    }
    StageProgram.Builder builder = StageProgram.builder(physics);
    List<Integer> numbers = new ArrayList<>();
    stages.forEach(stage -> numbers.add(stage.addTo(builder)));
    StageProgram program = builder.attach();
    for (int i = 0; i < stages.size(); i++) {
      stages.get(i).attached(program, numbers.get(i));
    }
    return Optional.of(new StageChain(program));
  }

  /** The stages' memory. */
  public StageProgram program() {
    return program;
  }

  /** Parameters as described, no memory of anything, inactive. */
  public void reset() {
    program.reset();
  }

  /** From now on every physics step goes through the stages. */
  public void activate() {
    program.activate();
  }

  @Override
  public void save(StateWriter writer) {
    writer.putDoubles(program.readMemory());
  }

  @Override
  public void load(StateReader reader) {
    program.writeMemory(reader.getDoubles());
  }
}
