package org.workcell.randomization;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.workcell.sim.image.TextureImage;

/** The kinds of factors that ship with Workcell; they refuse what no simulation can carry. */
final class BuiltinKinds {

  private static final Range SCALES = new Range(0.01, 100);
  private static final Range SIZES = new Range(0.1, 10);
  private static final Range SHARE = new Range(0, 1);
  private static final Range TURNS = new Range(-Math.PI, Math.PI);
  private static final Range ONE = new Range(1, 1);
  private static final Range ZERO = new Range(0, 0);
  private static final double[] BLACK = {0, 0, 0};
  private static final double[] WHITE = {1, 1, 1};
  private static final int MOST_PERIODS = 100;
  private static final int MOST_DISTRACTORS = 32;

  private BuiltinKinds() {}

  private record Kind(String name, String example, Function<Fields, Factor> reader)
      implements FactorKind {

    @Override
    public Factor read(Fields fields) {
      return reader.apply(fields);
    }
  }

  static List<FactorKind> all() {
    List<FactorKind> kinds = new ArrayList<>();
    kinds.addAll(appearance());
    kinds.addAll(layout());
    kinds.addAll(dynamics());
    kinds.addAll(filters());
    kinds.add(
        new Kind(
            "paraphrase",
            "synonyms: true",
            fields -> new ParaphraseFactor(fields.flag("synonyms", true))));
    return kinds;
  }

  private static List<FactorKind> appearance() {
    return List.of(
        new Kind("color", "target: object", BuiltinKinds::color),
        new Kind("texture", "target: table, images: patterns", BuiltinKinds::texture),
        new Kind(
            "light",
            "color: [0, 0.5], intensity: [0.5, 2], tilt: 0.5, shadow_probability: 0.5",
            BuiltinKinds::light),
        new Kind(
            "camera",
            "position: 0.1, rotation: 0.05, field_of_view: 5, azimuth: [-1, 1]",
            BuiltinKinds::camera),
        new Kind("image_corruption", "kinds: [fog, motion_blur]", BuiltinKinds::corruption));
  }

  private static List<FactorKind> layout() {
    return List.of(
        new Kind(
            "size",
            "target: object, scale: [0.75, 1.25]",
            fields ->
                new SizeFactor(
                    fields.choice("target", Target.OBJECT),
                    fields.range("scale", Optional.of(SIZES)))),
        new Kind("distractors", "most: 3", BuiltinKinds::distractors),
        new Kind("swap", "", fields -> new SwapFactor()),
        new Kind(
            "start_joints",
            "angle: 0.1",
            fields -> new StartJointsFactor(fields.number("angle", 0, SHARE))),
        new Kind(
            "placement",
            "stretch: 0.5",
            fields -> new PlacementFactor(fields.number("stretch", 0, new Range(0, 2)))),
        new Kind(
            "object_pose",
            "shift: 0.05, yaw: 1",
            fields ->
                new ObjectPoseFactor(
                    fields.number("shift", 0, new Range(0, 0.5)),
                    fields.number("yaw", 0, new Range(0, Math.PI)))));
  }

  private static List<FactorKind> dynamics() {
    List<FactorKind> kinds = new ArrayList<>();
    for (DynamicsFactor.Quantity quantity : DynamicsFactor.Quantity.values()) {
      kinds.add(
          new Kind(
              quantity.name().toLowerCase(Locale.ROOT),
              "target: %s, scale: [0.5, 2]".formatted(quantity.exampleTarget().label()),
              fields ->
                  new DynamicsFactor(
                      quantity,
                      fields.choice("target", Target.SCENE),
                      fields.range("scale", Optional.of(SCALES)))));
    }
    kinds.add(
        new Kind(
            "gravity",
            "scale: [0.9, 1.1], tilt: 0.05",
            fields ->
                new GravityFactor(
                    fields.range("scale", ONE, new Range(0, 3)),
                    fields.number("tilt", 0, new Range(0, 0.5)))));
    return kinds;
  }

  private static List<FactorKind> filters() {
    return List.of(
        new Kind(
            "action_noise", "metres: 0.01, radians: 0.1, others: 0.1", BuiltinKinds::actionNoise),
        new Kind(
            "action_timing",
            "delay: 3, repeat: 3",
            fields ->
                new ActionTimingFactor(
                    fields.count("delay", 0, 0, MOST_PERIODS),
                    fields.count("repeat", 1, 1, MOST_PERIODS))),
        new Kind(
            "observation_noise",
            "deviation: 0.01",
            fields -> new ObservationNoiseFactor(fields.number("deviation", 0, new Range(0, 10)))),
        new Kind(
            "observation_delay",
            "periods: 3",
            fields -> new ObservationDelayFactor(fields.count("periods", 0, 0, MOST_PERIODS))));
  }

  private static Factor color(Fields fields) {
    double[] low = fields.numbers("low", BLACK);
    double[] high = fields.numbers("high", WHITE);
    for (int i = 0; i < 3; i++) {
      if (!(low[i] >= 0 && low[i] <= high[i] && high[i] <= 1)) {
        throw new IllegalArgumentException(
            "%s: 'low' and 'high' must be colours of 0 to 1 with low <= high, not %s and %s"
                .formatted(fields.where(), Arrays.toString(low), Arrays.toString(high)));
      }
    }
    return new ColorFactor(fields.choice("target", Target.class), low, high);
  }

  private static Factor texture(Fields fields) {
    Target target = fields.choice("target", Target.class);
    TextureImage.Kind kind =
        switch (target) {
          case OBJECT, RECEIVER, ROBOT -> TextureImage.Kind.CUBE;
          default -> TextureImage.Kind.FLAT;
        };
    double original = fields.number("original_probability", 0, SHARE);
    if (fields.has("folder") == fields.has("images")) {
      throw new IllegalArgumentException(
          "%s: give either 'images', a pool that ships with Workcell, or 'folder', one of yours"
              .formatted(fields.where()));
    }
    ImagePool pool =
        fields.has("folder")
            ? folder(fields, path -> ImagePool.folder(path, kind), ImagePool::name)
            : ImagePool.builtin(fields.choice("images", ImagePool.Builtin.class), kind);
    return new TextureFactor(target, pool, original);
  }

  private static Factor distractors(Fields fields) {
    return new DistractorFactor(
        fields.count("most", 4, 1, MOST_DISTRACTORS),
        fields.has("folder")
            ? folder(fields, DistractorPool::folder, DistractorPool::prefix)
            : DistractorPool.procedural());
  }

  /** A folder's identity is its contents, wherever it lies. */
  private static <P> P folder(
      Fields fields, Function<Path, P> reader, Function<P, String> checksum) {
    try {
      P pool = reader.apply(Path.of(fields.text("folder")));
      fields.noteContents("folder", checksum.apply(pool));
      return pool;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(fields.where() + ": " + e.getMessage(), e);
    }
  }

  private static Factor light(Fields fields) {
    return new LightFactor(
        fields.optionalRange("color", SHARE),
        fields.range("intensity", ONE, new Range(0, 10)),
        fields.number("tilt", 0, new Range(0, Math.PI)),
        fields.number("shadow_probability", 0, SHARE));
  }

  private static Factor camera(Fields fields) {
    return new CameraFactor(
        fields.number("position", 0, new Range(0, 10)),
        fields.number("rotation", 0, new Range(0, Math.PI)),
        fields.number("field_of_view", 0, new Range(0, 30)),
        fields.range("azimuth", ZERO, TURNS),
        fields.range("elevation", ZERO, TURNS),
        fields.range("distance", ONE, SIZES));
  }

  private static Factor corruption(Fields fields) {
    return new CorruptionFactor(
        fields.choices("kinds", ImageCorruption.class),
        fields.count("severity", ImageCorruption.MAX_SEVERITY, 1, ImageCorruption.MAX_SEVERITY));
  }

  private static Factor actionNoise(Fields fields) {
    return new ActionNoiseFactor(
        fields.number("metres", 0, SHARE),
        fields.number("radians", 0, SHARE),
        fields.number("others", 0, SHARE));
  }
}
