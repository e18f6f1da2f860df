package org.workcell.randomization;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.workcell.sim.image.TextureImage;

/** Makes factors of their descriptions in presets, and refuses what no simulation could bear. */
final class FactorReader {

  private static final Range SCALES = new Range(0.01, 100);
  private static final Range SIZES = new Range(0.1, 10);
  private static final Range SHARE = new Range(0, 1);
  private static final Range TURNS = new Range(-Math.PI, Math.PI);
  private static final int MOST_PERIODS = 100;
  private static final int MOST_DISTRACTORS = 32;

  private static final Map<String, Function<Fields, Factor>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("color", FactorReader::color);
    KINDS.put("texture", FactorReader::texture);
    KINDS.put("light", FactorReader::light);
    KINDS.put("camera", FactorReader::camera);
    KINDS.put(
        "size",
        f -> new SizeFactor(target(f, Target.OBJECT), f.range("scale", Optional.of(SIZES))));
    KINDS.put("distractors", FactorReader::distractors);
    KINDS.put("start_joints", f -> new StartJointsFactor(f.number("angle", 0, new Range(0, 1))));
    KINDS.put("placement", f -> new PlacementFactor(f.number("stretch", 0, new Range(0, 2))));
    KINDS.put(
        "object_pose",
        f ->
            new ObjectPoseFactor(
                f.number("shift", 0, new Range(0, 0.5)),
                f.number("yaw", 0, new Range(0, Math.PI))));
    for (DynamicsFactor.Quantity quantity : DynamicsFactor.Quantity.values()) {
      KINDS.put(
          quantity.name().toLowerCase(java.util.Locale.ROOT),
          f ->
              new DynamicsFactor(
                  quantity, target(f, Target.SCENE), f.range("scale", Optional.of(SCALES))));
    }
    KINDS.put(
        "gravity",
        f ->
            new GravityFactor(
                f.range("scale", new Range(1, 1), new Range(0, 3)),
                f.number("tilt", 0, new Range(0, 0.5))));
    KINDS.put("action_noise", FactorReader::actionNoise);
    KINDS.put(
        "action_timing",
        f ->
            new ActionTimingFactor(
                f.count("delay", 0, 0, MOST_PERIODS), f.count("repeat", 1, 1, MOST_PERIODS)));
    KINDS.put(
        "observation_noise",
        f -> new ObservationNoiseFactor(f.number("deviation", 0, new Range(0, 10))));
    KINDS.put(
        "observation_delay",
        f -> new ObservationDelayFactor(f.count("periods", 0, 0, MOST_PERIODS)));
    KINDS.put(
        "image_corruption",
        f ->
            new CorruptionFactor(
                f.choices("kinds", ImageCorruption.class),
                f.count(
                    "severity", ImageCorruption.MAX_SEVERITY, 1, ImageCorruption.MAX_SEVERITY)));
    KINDS.put("paraphrase", f -> new ParaphraseFactor(f.flag("synonyms", true)));
  }

  private FactorReader() {}

  static Factor read(Fields fields) {
    String kind = fields.text("factor");
    Function<Fields, Factor> maker = KINDS.get(kind);
    if (maker == null) {
      throw new IllegalArgumentException(
          "%s: there is no factor '%s'; use one of %s"
              .formatted(fields.where(), kind, KINDS.keySet()));
    }
    Factor factor = maker.apply(fields);
    fields.requireNothingElse();
    return factor;
  }

  private static Target target(Fields fields, Target standard) {
    return fields.has("target") ? fields.choice("target", Target.class) : standard;
  }

  private static Factor color(Fields fields) {
    double[] low = fields.has("low") ? fields.numbers("low", 3) : new double[3];
    double[] high = fields.has("high") ? fields.numbers("high", 3) : new double[] {1, 1, 1};
    for (int i = 0; i < 3; i++) {
      if (!(low[i] >= 0 && low[i] <= high[i] && high[i] <= 1)) {
        throw new IllegalArgumentException(
            "%s: 'low' and 'high' must be colours of 0 to 1 with low <= high, not %s and %s"
                .formatted(
                    fields.where(),
                    java.util.Arrays.toString(low),
                    java.util.Arrays.toString(high)));
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
            ? folder(fields, path -> ImagePool.folder(path, kind))
            : ImagePool.builtin(fields.choice("images", ImagePool.Builtin.class), kind);
    return new TextureFactor(target, pool, original);
  }

  private static Factor distractors(Fields fields) {
    return new DistractorFactor(
        fields.count("most", 4, 1, MOST_DISTRACTORS),
        fields.has("folder")
            ? folder(fields, DistractorPool::folder)
            : DistractorPool.procedural());
  }

  private static <P> P folder(Fields fields, Function<Path, P> reader) {
    try {
      return reader.apply(Path.of(fields.text("folder")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(fields.where() + ": " + e.getMessage(), e);
    }
  }

  private static Factor light(Fields fields) {
    return new LightFactor(
        fields.has("color")
            ? Optional.of(fields.range("color", Optional.of(SHARE)))
            : Optional.empty(),
        fields.range("intensity", new Range(1, 1), new Range(0, 10)),
        fields.number("tilt", 0, new Range(0, Math.PI)),
        fields.number("shadow_probability", 0, SHARE));
  }

  private static Factor camera(Fields fields) {
    return new CameraFactor(
        fields.number("position", 0, new Range(0, 10)),
        fields.number("rotation", 0, new Range(0, Math.PI)),
        fields.number("field_of_view", 0, new Range(0, 30)),
        fields.range("azimuth", new Range(0, 0), TURNS),
        fields.range("elevation", new Range(0, 0), TURNS),
        fields.range("distance", new Range(1, 1), SIZES));
  }

  private static Factor actionNoise(Fields fields) {
    return new ActionNoiseFactor(
        fields.number("metres", 0, SHARE),
        fields.number("radians", 0, SHARE),
        fields.number("others", 0, SHARE));
  }
}
