package org.workcell.cli;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.EvaluationPlan;
import org.workcell.evaluation.PausedEpisode;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.ViewRenderer;

/**
 * One episode to be looked at.
 *
 * @param evaluation the episode
 * @param randomization what varies it; part of the evaluation
 * @param caption what is written over its image
 */
record RenderRequest(
    Evaluation evaluation, Optional<Randomization> randomization, Optional<String> caption) {

  private EvaluationPlan plan() {
    return EvaluationPlan.check(evaluation);
  }

  /** Checks that the episode and its camera are there. */
  void check(Function<Model, Camera> camera) {
    try (EvaluationPlan plan = plan()) {
      camera.apply(plan.scene());
    }
  }

  /** Runs the episode up to a step and takes an image of each kind. */
  List<ByteBuffer> take(
      int step,
      List<ImageKind> kinds,
      Function<Model, Camera> camera,
      OpenGlContext context,
      RenderOptions size) {
    try (EvaluationPlan plan = plan();
        ViewRenderer renderer = new ViewRenderer(context, plan.scene(), size)) {
      ViewState view = PausedEpisode.viewAfter(plan, step);
      Camera from = camera.apply(plan.scene());
      Optional<String> text = caption.map(words -> words + hint(plan));
      return kinds.stream()
          .map(
              kind -> {
                ByteBuffer rgb = ByteBuffer.allocateDirect(size.rgbBytes());
                kind.draw(renderer, size, view, from, rgb);
                text.ifPresent(words -> renderer.caption(words, rgb));
                return rgb;
              })
          .toList();
    }
  }

  private String hint(EvaluationPlan plan) {
    boolean idle =
        randomization
            .map(
                acting ->
                    !acting
                        .applicability(
                            evaluation.tasks().get(0), plan.specs().get(0).task(), plan.scene())
                        .applies())
            .orElse(false);
    return idle ? " (nothing to act on)" : "";
  }
}
