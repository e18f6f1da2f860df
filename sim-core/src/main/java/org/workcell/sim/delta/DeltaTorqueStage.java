package org.workcell.sim.delta;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.workcell.sim.control.ActuatorStage;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.DriveNames;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ResidualNetwork;
import org.workcell.sim.physics.StageProgram;
import org.workcell.sim.random.SeedStreams;

/**
 * A torque residual of one environment: native code computes the network from positions and
 * velocities of its joints before every physics step and adds its torques to the joints' forces,
 * within {@code 1e-9} of {@link DeltaRunner}. One thread at a time.
 */
public final class DeltaTorqueStage implements ActuatorStage {

  private static final int SLIDE = 2;
  private static final int HINGE = 3;

  private final DeltaOptions options;
  private final int[] joints;
  private final ResidualNetwork network;
  private DoubleArray parameters;
  private DoubleArray state;

  DeltaTorqueStage(DeltaAction action, Model scene) {
    this.options = action.options();
    this.joints =
        action.channelNames().stream().mapToInt(name -> DriveNames.joint(scene, name)).toArray();
    int[] kinds = scene.structure("jnt_type");
    for (int i = 0; i < joints.length; i++) {
      if (kinds[joints[i]] != HINGE && kinds[joints[i]] != SLIDE) {
        throw new IllegalArgumentException(
            "joint %s of scene %s is neither a hinge nor a slide, so no torque can be added to it"
                .formatted(action.channelNames().get(i), scene.name()));
      }
    }
    this.network = new ResidualNetwork(block(action.model(), options.trusts()));
  }

  private static double[] block(DeltaModel model, boolean trusts) {
    TrustRegion trust = trusts ? model.trust() : TrustRegion.everywhere();
    int size = model.inputSize();
    DoubleStream head =
        DoubleStream.of(
            model.inputs().size(),
            model.layers().size(),
            model.activation().ordinal(),
            trust.kind().ordinal(),
            trust.radius(),
            trust.fadeWidth());
    DoubleStream signals =
        model.inputs().stream()
            .flatMapToDouble(each -> DoubleStream.of(code(each.signal()), each.scale()));
    DoubleStream channels =
        model.channels().stream()
            .flatMapToDouble(each -> DoubleStream.of(each.clip(), each.acts() ? each.scale() : 0));
    DoubleStream layers = model.layers().stream().flatMapToDouble(DeltaTorqueStage::numbers);
    int widest =
        Math.max(size, model.layers().stream().mapToInt(DeltaLayer::outputs).max().orElseThrow());
    return Stream.of(
            head,
            signals,
            channels,
            DoubleStream.of(model.mean()),
            DoubleStream.of(model.std()),
            layers,
            DoubleStream.of(trust.lowOrMean()),
            DoubleStream.of(trust.highOrInverseCovariance()),
            DoubleStream.of(new double[size + 3 * widest]))
        .flatMapToDouble(each -> each)
        .toArray();
  }

  private static DoubleStream numbers(DeltaLayer layer) {
    return Stream.of(
            DoubleStream.of(layer.outputs()),
            DoubleStream.of(layer.weightsByInput()),
            DoubleStream.of(layer.biases()))
        .flatMapToDouble(each -> each);
  }

  private static int code(DeltaSignal signal) {
    return List.of(
            DeltaSignal.POSITION,
            DeltaSignal.VELOCITY,
            DeltaSignal.VELOCITY_TANH,
            DeltaSignal.POSITION_SIN,
            DeltaSignal.POSITION_COS)
        .indexOf(signal);
  }

  @Override
  public int addTo(StageProgram.Builder program) {
    return program.addResidual(joints, network);
  }

  @Override
  public void attached(StageProgram program, int stage) {
    parameters = program.parameters(stage);
    state = program.state(stage);
  }

  /** An episode begins: draws the factor of its torques. */
  public void start(SeedStreams seeds) {
    parameters.set(0, EpisodeGain.draw(options, seeds));
  }

  /** How much the inputs of the last physics step were trusted, 0 to 1. */
  public double trust() {
    return state.get(0);
  }

  /** What was added to the force of a channel's joint in the last physics step, N m or N. */
  public double torque(int channel) {
    return state.get(1 + channel);
  }
}
