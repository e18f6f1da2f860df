package org.workcell.sim.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How an environment uses a delta. In words, as on command lines, they are {@code
 * rescale=0.5:1.5,without=0.2,channels=elbow+wrist,trust=off,drive_gain=400}; all may be left out.
 *
 * @param rescaleLow least factor of an episode's deltas
 * @param rescaleHigh most of it; drawn uniformly for each episode from its seed
 * @param without share of the episodes, drawn from their seeds, that have no delta
 * @param channels names of the only channels that act; empty for all
 * @param trusts whether the delta fades outside the range that it was trained on
 * @param driveGain what the robot has of {@link DeltaModel#driveGain}; a delta that was trained on
 *     one value needs none
 */
public record DeltaOptions(
    double rescaleLow,
    double rescaleHigh,
    double without,
    List<String> channels,
    boolean trusts,
    OptionalDouble driveGain) {

  private static final double MOST_RESCALE = 100;

  /** The delta as it was trained, in all episodes. */
  public static final DeltaOptions DEFAULT =
      new DeltaOptions(1, 1, 0, List.of(), true, OptionalDouble.empty());

  /**
   * Takes a defensive copy.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public DeltaOptions {
    channels = List.copyOf(channels);
    if (!(rescaleLow >= 0 && rescaleLow <= rescaleHigh && rescaleHigh <= MOST_RESCALE)) {
      throw new IllegalArgumentException(
          "rescale of a delta is %s:%s; expected LOW:HIGH with 0 <= LOW <= HIGH <= %s"
              .formatted(rescaleLow, rescaleHigh, MOST_RESCALE));
    }
    double given = driveGain.orElse(1);
    if (!(given > 0 && given < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "drive_gain of a delta is %s; expected a positive number".formatted(given));
    }
    if (!(without >= 0 && without <= 1)) {
      throw new IllegalArgumentException(
          "without of a delta is %s; expected a share from 0 to 1".formatted(without));
    }
  }

  /**
   * Options in words.
   *
   * @param words empty for {@link #DEFAULT}
   * @throws IllegalArgumentException if a word is unknown, stands twice or has an impossible value
   */
  public static DeltaOptions parse(String words) {
    DeltaOptions options = DEFAULT;
    List<String> seen = new ArrayList<>();
    for (String word : words.isBlank() ? new String[0] : words.split(",", -1)) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 || seen.contains(name)) {
        throw new IllegalArgumentException(
            "option '%s' of a delta is no NAME=VALUE, or stands twice".formatted(word));
      }
      seen.add(name);
      options = options.with(name, word.substring(equals + 1));
    }
    return options;
  }

  private DeltaOptions with(String name, String value) {
    return switch (name) {
      case "rescale" -> {
        String[] ends = value.split(":", -1);
        if (ends.length != 2) {
          throw new IllegalArgumentException(
              "rescale of a delta is '%s'; expected LOW:HIGH".formatted(value));
        }
        double low = number(name, ends[0]);
        double high = number(name, ends[1]);
        yield new DeltaOptions(low, high, without, channels, trusts, driveGain);
      }
      case "without" ->
          new DeltaOptions(
              rescaleLow, rescaleHigh, number(name, value), channels, trusts, driveGain);
      case "channels" ->
          new DeltaOptions(
              rescaleLow, rescaleHigh, without, List.of(value.split("\\+", -1)), trusts, driveGain);
      case "trust" ->
          new DeltaOptions(rescaleLow, rescaleHigh, without, channels, isOn(value), driveGain);
      case "drive_gain" ->
          new DeltaOptions(
              rescaleLow,
              rescaleHigh,
              without,
              channels,
              trusts,
              OptionalDouble.of(number(name, value)));
      default ->
          throw new IllegalArgumentException(
              "a delta has no option '%s'; it has rescale=LOW:HIGH, without=SHARE, channels=A+B, trust=on|off, drive_gain=VALUE"
                  .formatted(name));
    };
  }

  private static boolean isOn(String value) {
    if (!value.equals("on") && !value.equals("off")) {
      throw new IllegalArgumentException(
          "trust of a delta is '%s'; expected on or off".formatted(value));
    }
    return value.equals("on");
  }

  private static double number(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s of a delta is '%s'; expected a number".formatted(name, value), e);
    }
  }

  /** The options in words, all of them. */
  String words() {
    String gain = driveGain.isPresent() ? ",drive_gain=" + driveGain.getAsDouble() : "";
    return "rescale=%s:%s,without=%s,channels=%s,trust=%s%s"
        .formatted(
            rescaleLow,
            rescaleHigh,
            without,
            channels.isEmpty() ? "all" : String.join("+", channels),
            trusts ? "on" : "off",
            gain);
  }
}
