package org.workcell.sim.physics;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Refuses numbers in a scene that would keep the engine's compiler, or its renderer, busy or out of
 * memory without end, before the engine reads them. Numbers that cannot be read are the engine's to
 * explain.
 */
final class SceneSizes {

  /** Elements of a scene, those that replicate, attach, composite and flexcomp make among them. */
  static final long MOST_ELEMENTS = 20_000;

  /** Points of a flexible object; the engine takes time and memory by their square. */
  private static final long MOST_POINTS = 2_500;

  /** Bytes of all textures that are not read from files. */
  static final long MOST_TEXTURE_BYTES = 1L << 30;

  private static final long MEBI = 1L << 20;

  /**
   * The product of the numbers of an attribute, by element and attribute, or by attribute alone.
   */
  private static final Map<String, Long> MOST =
      Map.ofEntries(
          Map.entry("replicate.count", MOST_ELEMENTS),
          Map.entry("composite.count", MOST_POINTS),
          Map.entry("flexcomp.count", MOST_POINTS),
          Map.entry("flexcomp.cellcount", MOST_POINTS),
          Map.entry("numeric.size", MEBI),
          Map.entry("user.dim", 10_000L),
          Map.entry("contact.num", 10_000L),
          Map.entry("hfield.nrow", 16_384L),
          Map.entry("hfield.ncol", 16_384L),
          Map.entry("texture.width", 8_192L),
          Map.entry("texture.height", 6 * 8_192L),
          Map.entry("texture.nchannel", 4L),
          Map.entry("camera.resolution", 16 * MEBI),
          Map.entry("size.memory", 4L << 30),
          Map.entry("size.nstack", 512 * MEBI),
          Map.entry("size.njmax", MEBI),
          Map.entry("size.nconmax", MEBI),
          Map.entry("size.nuserdata", MEBI),
          Map.entry("size.nkey", 10_000L),
          Map.entry("general.actdim", 10_000L),
          Map.entry("nsample", 10_000L),
          Map.entry("offwidth", 16_384L),
          Map.entry("offheight", 16_384L),
          Map.entry("shadowsize", 16_384L),
          Map.entry("offsamples", 64L),
          Map.entry("numslices", 1_024L),
          Map.entry("numstacks", 1_024L),
          Map.entry("numquads", 1_024L),
          Map.entry("iterations", 100_000L),
          Map.entry("ls_iterations", 100_000L),
          Map.entry("noslip_iterations", 100_000L),
          Map.entry("ccd_iterations", 100_000L),
          Map.entry("sdf_iterations", 100_000L),
          Map.entry("sdf_initpoints", 100_000L));

  /** Numbers that every object of a kind holds for its user. */
  private static final long MOST_USER_NUMBERS = 1_000;

  /** Points along an edge of a mesh that the compiler makes. */
  private static final double MOST_MESH_RESOLUTION = 100;

  private static final Set<String> MULTIPLIERS = Set.of("replicate", "composite", "flexcomp");

  private final Consumer<String> refuse;
  private long textureBytes;

  /**
   * Checks one scene, its included and attached files among it.
   *
   * @param refuse throws, with the reason
   */
  SceneSizes(Consumer<String> refuse) {
    this.refuse = refuse;
  }

  /** Checks an element; how many times the engine makes what it holds. */
  double require(String element, Map<String, String> attributes) {
    attributes.forEach((name, value) -> require(element, name, value));
    if (element.equals("hfield")) {
      requireProduct(element, attributes, "nrow", "ncol", 16 * MEBI);
    }
    if (element.equals("texture") && attributes.containsKey("builtin")) {
      requireTexture(attributes);
    }
    if (element.equals("mesh") && attributes.containsKey("builtin")) {
      requireMesh(attributes.getOrDefault("params", ""));
    }
    return MULTIPLIERS.contains(element) ? product(attributes.getOrDefault("count", "1")) : 1;
  }

  private void require(String element, String name, String value) {
    Long most =
        element.equals("size") && name.startsWith("nuser_")
            ? Long.valueOf(MOST_USER_NUMBERS)
            : MOST.getOrDefault(element + "." + name, MOST.get(name));
    if (most == null) {
      return;
    }
    if (value.indexOf('&') >= 0) {
      refuse.accept(
          "%s %s is written with a character reference; write digits".formatted(element, name));
    }
    if (product(value) > most) {
      refuse.accept(
          "%s %s=\"%s\" is more than %d; make it smaller"
              .formatted(element, name, shortened(value), most));
    }
  }

  private void requireProduct(
      String element, Map<String, String> attributes, String one, String other, long most) {
    double product =
        product(attributes.getOrDefault(one, "1")) * product(attributes.getOrDefault(other, "1"));
    if (product > most) {
      refuse.accept(
          "%s %s times %s is %.0f, more than %d; make it smaller"
              .formatted(element, one, other, product, most));
    }
  }

  /** A cube has six faces, each as wide as it is high. */
  private void requireTexture(Map<String, String> attributes) {
    double width = product(attributes.getOrDefault("width", "1"));
    double height = product(attributes.getOrDefault("height", "1"));
    boolean flat = "2d".equals(attributes.get("type"));
    double channels = product(attributes.getOrDefault("nchannel", "3"));
    textureBytes += (long) (channels * (flat ? width * height : 6 * width * width));
    if (textureBytes > MOST_TEXTURE_BYTES) {
      refuse.accept(
          "its builtin textures take more than %d bytes; make them smaller"
              .formatted(MOST_TEXTURE_BYTES));
    }
  }

  private void requireMesh(String parameters) {
    for (String number : parameters.strip().split("\\s+")) {
      if (number(number) > MOST_MESH_RESOLUTION) {
        refuse.accept(
            "mesh params=\"%s\" has a number above %.0f; make it smaller"
                .formatted(shortened(parameters), MOST_MESH_RESOLUTION));
      }
    }
  }

  /** The product of the numbers in a text; 1 for what is no number. */
  private static double product(String text) {
    double product = 1;
    for (String word : text.strip().split("\\s+")) {
      product *= number(word);
    }
    return product;
  }

  /** A number, perhaps in kibibytes, mebibytes, ...; 1 for what is none. */
  private static double number(String word) {
    int unit =
        word.isEmpty()
            ? -1
            : "KMGTPE".indexOf(Character.toUpperCase(word.charAt(word.length() - 1)));
    String digits = unit < 0 ? word : word.substring(0, word.length() - 1);
    try {
      double number = Double.parseDouble(digits);
      return number > 0 ? number * Math.pow(1024, unit + 1) : 1;
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static String shortened(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "..." : value;
  }
}
