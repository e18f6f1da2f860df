package org.workcell.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how environments are made; absent ones are null. */
final class EnvironmentArguments {

  @Mixin private AssetArguments assets;

  @Option(
      names = "--profile",
      paramLabel = "strict|compat",
      description =
          "Behaviour: strict (default), with known upstream defects fixed, or compat, with them.")
  String profile;

  @Option(
      names = "--horizon",
      paramLabel = "STEPS",
      description = "Steps after which an episode is truncated (default: each task's own).")
  Integer horizon;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the tasks; may be repeated. 'workcell list TASK' shows them.")
  List<String> settings = List.of();

  @Mixin private MarkerArguments markers;
  @Mixin private ShortSettings shortForms;
  @Mixin private RobotArguments robot;

  /** The asset pack in words; null where none is chosen. */
  String assets() {
    return assets.inWords();
  }

  /** The asset pack in words, our own where none is chosen. */
  String assetsOrBuiltin() {
    return assets() == null ? "builtin" : assets();
  }

  /** The settings by name. */
  Map<String, String> settingsByName() {
    Map<String, String> byName = new LinkedHashMap<>(markers.settings());
    byName.putAll(shortForms.settings());
    byName.putAll(robot.settings());
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new BadInputException(
            "--set '%s' has no value; write it as name=value".formatted(setting));
      }
      String name = setting.substring(0, equals);
      if (byName.put(name, setting.substring(equals + 1)) != null) {
        throw new BadInputException("setting %s is given twice; give it once".formatted(name));
      }
    }
    return byName;
  }

  /**
   * Makes environment options.
   *
   * @param horizon null where each task has its own
   * @throws BadInputException if a value is not possible
   */
  static EnvironmentOptions options(
      String profile, String assets, Integer horizon, Map<String, String> settings) {
    try {
      EnvironmentOptions options =
          EnvironmentOptions.defaults()
              .withProfile(Profile.ofLabel(profile))
              .withAssets(AssetPack.parse(assets))
              .withSettings(settings);
      return horizon == null ? options : options.withHorizon(horizon);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
