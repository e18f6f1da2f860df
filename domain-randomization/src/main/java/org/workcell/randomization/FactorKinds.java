package org.workcell.randomization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** All kinds of factors: Workcell's own and those on the class path. Immutable and thread-safe. */
public final class FactorKinds {

  private final Map<String, FactorKind> kinds = new TreeMap<>();

  /**
   * These kinds.
   *
   * @throws IllegalArgumentException if two have the same name, or a name is malformed
   */
  FactorKinds(Collection<FactorKind> kinds) {
    for (FactorKind kind : kinds) {
      if (!kind.name().matches("[a-z][a-z0-9_]*")) {
        throw new IllegalArgumentException(
            "the name of factor kind %s must be of small letters, digits and underscores, not '%s'"
                .formatted(kind.getClass().getName(), kind.name()));
      }
      FactorKind other = this.kinds.put(kind.name(), kind);
      if (other != null) {
        throw new IllegalArgumentException(
            "factor kind '%s' is registered twice, by %s and %s; rename one"
                .formatted(kind.name(), other.getClass().getName(), kind.getClass().getName()));
      }
    }
  }

  /**
   * Workcell's own kinds and those that the class path offers.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static FactorKinds load() {
    List<FactorKind> found = new ArrayList<>(BuiltinKinds.all());
    ServiceLoader.load(FactorKind.class).forEach(found::add);
    return new FactorKinds(found);
  }

  /** All kinds, in the order of their names. */
  public List<FactorKind> all() {
    return List.copyOf(kinds.values());
  }

  Factor read(Fields fields) {
    String name = fields.text("factor");
    FactorKind kind = kinds.get(name);
    if (kind == null) {
      throw new IllegalArgumentException(
          "%s: there is no factor '%s'; use one of %s"
              .formatted(fields.where(), name, kinds.keySet()));
    }
    Factor factor = kind.read(fields);
    fields.requireNothingElse();
    Set<AffectedModality> affected = factor.affects();
    if (affected.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: factor '%s' declares nothing that it affects; its affects() must name at least one"
                  .formatted(fields.where(), name)
              + " modality");
    }
    return factor;
  }
}
