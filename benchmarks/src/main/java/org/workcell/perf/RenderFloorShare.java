package org.workcell.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderFloor;
import org.workcell.sim.rendering.Renderer;

/** The environments that one thread of the floor draws. Made, used and closed on that thread. */
final class RenderFloorShare implements AutoCloseable {

  private final int first;
  private final int end;
  private final ImageBlock target;
  private final OpenGlContext context;
  private final WorkerModel model;
  private final RenderFloor floor;
  private final List<Camera> cameras;
  private final Physics[] simulations;
  private final ModelEdits[] edits;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  RenderFloorShare(Model scene, ImageOptions images, int first, int end, ImageBlock target) {
    this.first = first;
    this.end = end;
    this.target = target;
    this.context = OpenGlContext.open();
    this.model = new WorkerModel(scene);
    this.simulations = new Physics[end - first];
    this.edits = new ModelEdits[end - first];
    Arrays.setAll(simulations, i -> new Physics(scene));
    Renderer renderer = new Renderer(context, scene, images.image());
    this.cameras = images.camerasOf(scene);
    // The floor draws with what a first image has put in place.
    simulations[0].refreshView();
    renderer.render(simulations[0], cameras.get(0), target.image(first, 0));
    this.floor = new RenderFloor(renderer);
  }

  boolean has(int environment) {
    return environment >= first && environment < end;
  }

  /** Called while this thread draws nothing. */
  void show(int environment, ViewState view) {
    edits[environment - first] = view.edits();
    model.apply(view.edits());
    simulations[environment - first].useModel(model);
    simulations[environment - first].show(view);
  }

  /** Draws its environments, so many times; returns the CPU time. */
  long draw(int rounds) {
    long cpuAtStart = threads.getCurrentThreadCpuTime();
    ByteBuffer memory = target.memory();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < simulations.length; i++) {
        model.apply(edits[i]);
        for (int camera = 0; camera < cameras.size(); camera++) {
          floor.render(
              simulations[i],
              cameras.get(camera),
              memory.position(target.offset(first + i, camera)));
        }
      }
    }
    return threads.getCurrentThreadCpuTime() - cpuAtStart;
  }

  @Override
  public void close() {
    context.close();
    for (Physics simulation : simulations) {
      simulation.close();
    }
    model.close();
  }
}
