package org.workcell.sim.control;

import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.providers.Providers;

/**
 * Offers the stages of {@link ActuatorStages} by name. Parameters are {@code NAME:NUMBER}, with
 * commas between several; {@code on:ACTUATOR+ACTUATOR} names the actuators on which a stage acts.
 */
public abstract class ChannelStageProvider implements ActuatorStageProvider {

  private static final String ACTUATORS = "on";

  private final String name;
  private final String effect;
  private final ChannelStage plain;

  private ChannelStageProvider(String name, String effect, ChannelStage plain) {
    this.name = name;
    this.effect = effect;
    this.plain = plain;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return "%s: %s=PARAMETER:NUMBER,...[,on:ACTUATOR+...], of %s"
        .formatted(effect, name, String.join(", ", plain.parameters()));
  }

  @Override
  public final ActuatorStageFactory create(String parameters) {
    ChannelStage stage = plain;
    for (String part : parameters.split(",")) {
      int colon = part.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException(
            "'%s' is no parameter; write PARAMETER:NUMBER, with commas between several, of %s"
                .formatted(part, String.join(", ", plain.parameters())));
      }
      String key = part.substring(0, colon);
      String value = part.substring(colon + 1);
      stage = key.equals(ACTUATORS) ? stage.on(value.split("\\+")) : stage.with(key, number(value));
    }
    return stage;
  }

  /**
   * The stage of a name on command lines, with its defaults, on all actuators.
   *
   * @throws IllegalArgumentException if there is none
   */
  static ChannelStage plain(String name) {
    Map<String, ChannelStage> all = new TreeMap<>();
    for (ActuatorStageProvider each : Providers.load(ActuatorStageProvider.class)) {
      if (each instanceof ChannelStageProvider provider) {
        all.put(provider.name, provider.plain);
      }
    }
    ChannelStage found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no actuator stage '%s'; use one of %s"
              .formatted(name, String.join(", ", all.keySet())));
    }
    return found;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number".formatted(text), e);
    }
  }

  /** See {@link ActuatorStages#delay}. */
  public static final class Delay extends ChannelStageProvider {
    /** For the service loader. */
    public Delay() {
      super("delay", "delays controls by seconds", ActuatorStages.delay(0));
    }
  }

  /** See {@link ActuatorStages#positionDeadBand}. */
  public static final class PositionDeadBand extends ChannelStageProvider {
    /** For the service loader. */
    public PositionDeadBand() {
      super(
          "position-dead-band",
          "keeps a position servo still near where its joint is",
          ActuatorStages.positionDeadBand(0));
    }
  }

  /** See {@link ActuatorStages#deadBand}. */
  public static final class DeadBand extends ChannelStageProvider {
    /** For the service loader. */
    public DeadBand() {
      super("dead-band", "makes controls near zero zero", ActuatorStages.deadBand(0));
    }
  }

  /** See {@link ActuatorStages#backlash}. */
  public static final class Backlash extends ChannelStageProvider {
    /** For the service loader. */
    public Backlash() {
      super("backlash", "gives transmissions play", ActuatorStages.backlash(0));
    }
  }

  /** See {@link ActuatorStages#servo}. */
  public static final class Servo extends ChannelStageProvider {
    /** For the service loader. */
    public Servo() {
      super("servo", "turns position targets into torques", ActuatorStages.servo(0, 0));
    }
  }

  /** See {@link ActuatorStages#dcMotor}. */
  public static final class DcMotor extends ChannelStageProvider {
    /** For the service loader. */
    public DcMotor() {
      super("dc-motor", "turns voltages into torques", ActuatorStages.dcMotor(0, 1));
    }
  }

  /** See {@link ActuatorStages#torqueSpeedLimit}. */
  public static final class TorqueSpeedLimit extends ChannelStageProvider {
    /** For the service loader. */
    public TorqueSpeedLimit() {
      super("torque-speed-limit", "limits torque by speed", ActuatorStages.torqueSpeedLimit(0, 1));
    }
  }

  /** See {@link ActuatorStages#friction}. */
  public static final class Friction extends ChannelStageProvider {
    /** For the service loader. */
    public Friction() {
      super("friction", "adds friction to the actuators' joints", ActuatorStages.friction(0, 0));
    }
  }
}
