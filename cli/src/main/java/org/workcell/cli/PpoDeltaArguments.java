package org.workcell.cli;

import java.util.OptionalDouble;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.delta.DeltaMethod;
import org.workcell.sim2real.delta.PpoDelta;
import org.workcell.sim2real.delta.PpoDeltaOptions;
import picocli.CommandLine.Option;

/** The options of learning a delta by PPO. */
final class PpoDeltaArguments {

  private static final PpoDeltaOptions USUAL = PpoDeltaOptions.usual();

  @Option(
      names = "--updates",
      paramLabel = "N",
      description = "ppo: updates of the networks (default: 150).")
  private Integer updates;

  @Option(
      names = "--replays",
      paramLabel = "N",
      description = "ppo: replays side by side, 24 rows of each in an update (default: 256).")
  private Integer replays;

  @Option(
      names = "--from-nothing",
      description = "ppo: start from no delta, in place of the supervised one.")
  private boolean fromNothing;

  @Option(
      names = "--speed-limit",
      paramLabel = "RAD/S",
      description =
          "ppo: how fast joints can move, rad/s or m/s, where the drives in --params do not say"
              + " (default: the speed in --robot-map).")
  private Double speedLimit;

  /**
   * The method with these options.
   *
   * @param named the method that was chosen
   * @param speed that a robot map has
   * @throws BadInputException if it takes none of the options that were given
   */
  DeltaMethod of(DeltaMethod named, OptionalDouble speed) {
    if (named instanceof PpoDelta) {
      return new PpoDelta(options(speed));
    }
    if (updates != null || replays != null || fromNothing || speedLimit != null) {
      throw new BadInputException(
          "--updates, --replays, --from-nothing and --speed-limit are options of --method ppo;"
              + " remove them, or use it");
    }
    return named;
  }

  private PpoDeltaOptions options(OptionalDouble speed) {
    if ((updates != null && updates < 1) || (replays != null && replays < 1)) {
      throw new BadInputException("--updates and --replays are at least 1");
    }
    PpoDeltaOptions options =
        USUAL.withCounts(
            replays == null ? USUAL.environments() : replays,
            USUAL.rows(),
            updates == null ? USUAL.updates() : updates);
    if (fromNothing) {
      options = options.fromNothing();
    }
    if (speedLimit != null) {
      return options.withSpeedLimit(speedLimit);
    }
    return speed.isPresent() ? options.withSpeedLimit(speed.getAsDouble()) : options;
  }
}
