package org.workcell.sim.physics;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.workcell.mujoco.wcSample;

/**
 * A copy of some arrays of a simulation, taken in the middle of {@link Physics#step}: for tasks
 * whose observations are not those of the end of an action. Taken right after a given physics step,
 * so that, as after any step, positions and velocities are those after it and derived poses those
 * before it. Images of the simulation show these poses, too. A step with fewer physics steps leaves
 * the copy as it is.
 *
 * <p>Belongs to one simulation, which closes it; one thread at a time; taking it allocates nothing.
 */
public final class StepSample {

  private final Physics physics;
  private final Map<String, DoubleArray> arrays = new LinkedHashMap<>();
  private final List<DoubleArray> sources = new ArrayList<>();
  private final DoubleArray viewPositions;
  private final DoubleArray memory;
  private DoublePointer block;
  private PointerPointer<DoublePointer> addresses;
  private IntPointer sizes;
  private wcSample handle;

  StepSample(Physics physics, int substep, List<String> names) {
    this.physics = physics;
    names.forEach(name -> sources.add(physics.array(name)));
    int values = sources.stream().mapToInt(DoubleArray::size).sum();
    int positions = physics.qpos().size();
    this.block = new DoublePointer(values + positions);
    DoubleBuffer buffer = block.asBuffer();
    this.memory = new DoubleArray("sample", 1, buffer, physics.guard());
    this.viewPositions =
        new DoubleArray("view_qpos", 1, buffer.slice(values, positions), physics.guard());
    this.addresses = new PointerPointer<>(names.size());
    this.sizes = new IntPointer(names.size());
    int offset = 0;
    for (int i = 0; i < names.size(); i++) {
      DoubleArray source = sources.get(i);
      addresses.put(i, source.address());
      sizes.put(i, source.size());
      DoubleBuffer part = buffer.slice(offset, source.size());
      arrays.put(
          names.get(i), new DoubleArray(names.get(i), source.columns(), part, physics.guard()));
      offset += source.size();
    }
    this.handle = new wcSample();
    handle.count(names.size()).sources(addresses).sizes(sizes).values(block);
    handle.viewPositions(block.getPointer(values));
    useSubstep(substep);
    take();
  }

  /** The copy of an array, with the indices of the array itself. */
  public DoubleArray array(String name) {
    DoubleArray found = arrays.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "the sample has no array '%s'; it has %s"
              .formatted(name, String.join(", ", arrays.keySet())));
    }
    return found;
  }

  /** The joint positions to which the derived poses of the sample belong. */
  public DoubleArray viewPositions() {
    return viewPositions;
  }

  /** The whole sample in one array, for snapshots. */
  public DoubleArray memory() {
    return memory;
  }

  /** Takes the sample after another physics step of each call of {@link Physics#step}, from 1. */
  public void useSubstep(int substep) {
    if (substep < 1) {
      throw new IllegalArgumentException(
          "physics steps of an action are counted from 1; there is no step " + substep);
    }
    handle().substep(substep);
  }

  /** Takes the sample now, of a state that is up to date. */
  public void take() {
    int offset = 0;
    for (int i = 0; i < sources.size(); i++) {
      DoubleArray source = sources.get(i);
      for (int k = 0; k < source.size(); k++) {
        memory.set(offset + k, source.get(k));
      }
      offset += source.size();
    }
    for (int k = 0; k < viewPositions.size(); k++) {
      viewPositions.set(k, physics.qpos().get(k));
    }
  }

  wcSample handle() {
    if (handle == null) {
      throw new IllegalStateException("the simulation of this sample is closed");
    }
    return handle;
  }

  /** Called by the simulation. */
  void close() {
    arrays.values().forEach(DoubleArray::detach);
    viewPositions.detach();
    memory.detach();
    handle.close();
    handle = null;
    addresses.close();
    sizes.close();
    block.close();
  }
}
