package org.workcell.randomization;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.workcell.sim.image.TextureImage;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.task.SceneRoles;

/**
 * Collects what factors need in a task's scene: textures with materials to wear them, walls where
 * the scene has none, distractors, and meshes in other sizes. All of it is out of sight and out of
 * the way until an episode uses it, and stands behind the scene's own bodies, so that those keep
 * their indices. One thread at a time.
 */
public final class SceneVariant {

  /** What all names of additions start with. */
  public static final String PREFIX = "workcell_";

  /** Body of the added walls. */
  static final String ROOM = PREFIX + "room";

  /** What names of distractors start with. */
  static final String DISTRACTOR = PREFIX + "distractor_";

  /**
   * How far below the floor distractors wait, all in one place: cameras and clipping planes follow
   * the extent of a scene.
   */
  private static final double PARKING_DEPTH = 0.3;

  private static final Pattern BODY = Pattern.compile("<body\\b[^>]*>");

  private final SceneRoles roles;
  private final double severityFraction;
  private final Supplier<TaskTargets> plainScene;
  private final Map<String, ImagePool> pools = new LinkedHashMap<>();
  private final Map<String, String> materials = new LinkedHashMap<>();
  private final Map<String, Slots> distractors = new LinkedHashMap<>();
  private final Map<String, MeshCopy> meshes = new LinkedHashMap<>();
  private final Map<String, Fragment> fragments = new LinkedHashMap<>();
  private boolean walls;

  private record Fragment(String assets, String bodies, Map<String, byte[]> files) {
    boolean sameAs(Fragment other) {
      return contents().equals(other.contents());
    }

    private SceneAdditions contents() {
      return new SceneAdditions(assets + "\n" + bodies, files, TexturePool.EMPTY);
    }
  }

  private record Slots(DistractorPool pool, int count) {}

  /**
   * A variant without additions.
   *
   * @param severityFraction how much of their ranges factors use, 0 to 1
   * @param plainScene compiles the scene without additions; called at most once
   */
  SceneVariant(SceneRoles roles, double severityFraction, Supplier<TaskTargets> plainScene) {
    this.roles = roles;
    this.severityFraction = severityFraction;
    this.plainScene = plainScene;
  }

  /** Severity as a fraction, 0 (no change) to 1 (the whole range). */
  public double severityFraction() {
    return severityFraction;
  }

  /**
   * The scene without additions, for factors whose additions depend on what it holds; compiled when
   * a factor first asks. Valid until {@link Factor#addTo} returns.
   */
  public TaskTargets plainScene() {
    return plainScene.get();
  }

  /**
   * Adds assets and bodies in MJCF.
   *
   * @param key identifies the addition; several factors may make the same one
   * @param assets elements of {@code <asset>}; names start with {@link #PREFIX}
   * @param bodies elements of {@code <worldbody>}; names of bodies start with {@link #PREFIX}, so
   *     that they are not taken for the task's objects
   * @param files contents of the files that assets refer to, by absolute path
   * @throws IllegalArgumentException if a body is named otherwise, or the key has other contents
   */
  public void addMjcf(String key, String assets, String bodies, Map<String, byte[]> files) {
    Matcher body = BODY.matcher(bodies);
    while (body.find()) {
      if (!body.group().contains("name=\"" + PREFIX)) {
        throw new IllegalArgumentException(
            "addition '%s' has %s; the name of a body must start with '%s'"
                .formatted(key, body.group(), PREFIX));
      }
    }
    Fragment added = new Fragment(assets, bodies, Map.copyOf(files));
    Fragment other = fragments.putIfAbsent(key, added);
    if (other != null && !other.sameAs(added)) {
      throw new IllegalArgumentException(
          "addition '%s' is made twice with other contents; use another key".formatted(key));
    }
  }

  /** Targets have materials of their own, because each wears an image of its own choice. */
  void needPool(ImagePool pool, Target target) {
    pools.put(pool.name(), pool);
    String material = pool.material(target);
    materials.put(material, material(pool, material));
  }

  /** A mesh beside the scene's own. */
  void needMesh(MeshCopy copy) {
    meshes.merge(copy.name(), copy, (one, other) -> one.solid() ? one : other);
  }

  void needWalls() {
    walls = true;
  }

  void needDistractors(DistractorPool pool, int count) {
    distractors.merge(pool.prefix(), new Slots(pool, count), (a, b) -> a.count > b.count ? a : b);
  }

  SceneAdditions additions() {
    StringBuilder assets = new StringBuilder(String.join("", materials.values()));
    StringBuilder bodies = new StringBuilder();
    Map<String, byte[]> files = new HashMap<>();
    if (walls) {
      roles.room().ifPresent(room -> bodies.append(room(room)));
    }
    distractors.forEach(
        (prefix, slots) -> {
          assets.append(slots.pool.assets());
          files.putAll(slots.pool.files());
          for (int i = 0; i < slots.count; i++) {
            bodies.append(distractor(slots.pool, i));
          }
        });
    meshes.values().forEach(copy -> assets.append(copy.asset()));
    if (meshes.values().stream().anyMatch(MeshCopy::solid)) {
      bodies.append(parked(PREFIX + "meshes", solidMeshes()));
    }
    fragments.forEach(
        (key, fragment) -> {
          assets.append(fragment.assets);
          bodies.append(fragment.bodies);
          files.putAll(fragment.files);
        });
    if (assets.isEmpty() && bodies.isEmpty()) {
      return SceneAdditions.none();
    }
    return new SceneAdditions(
        "<asset>\n%s</asset>\n<worldbody>\n%s</worldbody>".formatted(assets, bodies),
        files,
        new TexturePool(pools.values().stream().flatMap(pool -> pool.images().stream()).toList()));
  }

  /** A material, whose own texture says which kind it can be switched to and is never seen. */
  private static String material(ImagePool pool, String name) {
    boolean flat = pool.kind() == TextureImage.Kind.FLAT;
    return text(
        "<texture name=\"%s\" type=\"%s\" builtin=\"flat\" rgb1=\"1 1 1\" width=\"1\""
            + " height=\"%d\"/>\n"
            + "<material name=\"%s\" texture=\"%s\" texrepeat=\"%s %s\" texuniform=\"%s\""
            + " specular=\"0.1\"/>\n",
        name,
        flat ? "2d" : "cube",
        flat ? 1 : 6,
        name,
        name,
        pool.repeatsPerMetre(),
        pool.repeatsPerMetre(),
        flat);
  }

  private static String room(SceneRoles.Room room) {
    double x = middle(room.x());
    double y = middle(room.y());
    double z = middle(room.z());
    double halfX = halfWidth(room.x());
    double halfY = halfWidth(room.y());
    double halfZ = halfWidth(room.z());
    return text("<body name=\"%s\">\n", ROOM)
        + wall(x - halfX, y, z, "0 1 0", halfY, halfZ)
        + wall(x + halfX, y, z, "0 -1 0", halfY, halfZ)
        + wall(x, y - halfY, z, "-1 0 0", halfX, halfZ)
        + wall(x, y + halfY, z, "1 0 0", halfX, halfZ)
        + "</body>\n";
  }

  private static double middle(SceneRoles.Interval range) {
    return (range.low() + range.high()) / 2;
  }

  private static double halfWidth(SceneRoles.Interval range) {
    return (range.high() - range.low()) / 2;
  }

  /** A plane that looks inward: its image stands upright. */
  private static String wall(
      double x, double y, double z, String rightward, double halfWidth, double halfHeight) {
    return text(
        "<geom type=\"plane\" group=\"1\" contype=\"0\" conaffinity=\"0\" rgba=\"0.8 0.8 0.8 0\""
            + " pos=\"%s %s %s\" xyaxes=\"%s 0 0 1\" size=\"%s %s 1\"/>\n",
        x, y, z, rightward, halfWidth, halfHeight);
  }

  private String distractor(DistractorPool pool, int index) {
    return parked(pool.body(index), solid(pool.shape(index).mjcf()));
  }

  /** The engine works out hulls only of meshes that something solid is made of. */
  private String solidMeshes() {
    return meshes.values().stream()
        .filter(MeshCopy::solid)
        .map(copy -> solid("type=\"mesh\" mesh=\"%s\"".formatted(copy.name())))
        .collect(Collectors.joining());
  }

  private static String solid(String mjcf) {
    return "<geom group=\"1\" contype=\"1\" conaffinity=\"1\" %s/>".formatted(mjcf);
  }

  private String parked(String name, String geoms) {
    double x = roles.clutter().map(space -> Range.of(space.x()).at(0.5)).orElse(0.0);
    double y = roles.clutter().map(space -> Range.of(space.y()).at(0.5)).orElse(0.0);
    double z = roles.room().map(room -> room.z().low()).orElse(0.0) - PARKING_DEPTH;
    return text("<body name=\"%s\" pos=\"%s %s %s\">%s</body>\n", name, x, y, z, geoms);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
