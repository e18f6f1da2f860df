package org.workcell.sim2real.gap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.sim.random.RandomStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code gap-ranges.yaml} says. Immutable; thread-safe. */
final class GapRanges {

  private static final String RESOURCE = "gap-ranges.yaml";
  private static final GapRanges COMMITTED = load();

  private final Map<?, ?> root;

  private GapRanges(Map<?, ?> root) {
    this.root = root;
  }

  /** Two ends of a uniform distribution. */
  record Range(double low, double high) {

    double draw(RandomStream random) {
      return random.uniform(low, high);
    }

    boolean contains(double value) {
      return low <= value && value <= high;
    }

    double largest() {
      return Math.max(Math.abs(low), Math.abs(high));
    }
  }

  /** The file of this version. */
  static GapRanges committed() {
    return COMMITTED;
  }

  private static GapRanges load() {
    try (InputStream in = GapRanges.class.getResourceAsStream(RESOURCE)) {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return new GapRanges((Map<?, ?>) root);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
    }
  }

  int version() {
    return ((Number) root.get("version")).intValue();
  }

  private static Map<?, ?> map(Map<?, ?> parent, String key) {
    if (parent.get(key) instanceof Map<?, ?> found) {
      return found;
    }
    throw new IllegalStateException("%s has no table '%s'".formatted(RESOURCE, key));
  }

  /** The range of an effect. */
  Range range(String effect, GapLevel level) {
    Object ends = map(map(root, "effects"), effect).get(level.name().toLowerCase(Locale.ROOT));
    List<?> both = (List<?>) ends;
    return new Range(((Number) both.get(0)).doubleValue(), ((Number) both.get(1)).doubleValue());
  }

  /** Effects of a family in the order in which they are drawn. */
  List<String> effects(GapFamily family) {
    return words(family, "effects");
  }

  /** Whether the logs of a family tell the numbers of an effect. */
  boolean isIdentifiable(GapFamily family, String effect) {
    return words(family, "identifiable").contains(effect);
  }

  private List<String> words(GapFamily family, String key) {
    List<?> words = (List<?>) map(map(root, "families"), family.name()).get(key);
    return words.stream().map(String::valueOf).toList();
  }

  /** A number of how good logs are recorded. */
  double recording(String name) {
    return ((Number) map(root, "recording").get(name)).doubleValue();
  }

  /** A number of how bad logs are recorded. */
  double defect(String name) {
    return ((Number) map(root, "defects").get(name)).doubleValue();
  }
}
