package org.workcell.randomization;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.RandomizationProvider;
import org.workcell.sim.providers.Providers;

/** Randomizations of other formats than presets, which other jars offer by name. */
public final class Randomizations {

  private Randomizations() {}

  /** All formats but that of presets, which are named by themselves and not by their format. */
  public static List<RandomizationProvider> providers() {
    return Providers.load(RandomizationProvider.class).stream()
        .filter(each -> !each.name().equals(PresetProvider.NAME))
        .toList();
  }

  /**
   * The randomization of a format.
   *
   * @param words {@code NAME[=TEXT]}
   * @return empty if there is no such format
   * @throws IllegalArgumentException if the format does not take the text
   */
  public static Optional<Randomization> find(String words) {
    String name = Providers.nameOf(words);
    return providers().stream().anyMatch(each -> each.name().equals(name))
        ? Optional.of(read(name, Providers.parametersOf(words)))
        : Optional.empty();
  }

  /**
   * The randomization that a text of a format describes.
   *
   * @throws org.workcell.sim.files.BadInputException if there is no such format
   * @throws IllegalArgumentException if the format does not take the text
   */
  public static Randomization read(String format, String text) {
    return Providers.named("randomization", format, providers(), RandomizationProvider::name)
        .read(text);
  }
}
