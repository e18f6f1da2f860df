package org.workcell.randomization;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds and reads presets: those that ship with Workcell, by name, and a user's YAML files. */
public final class Presets {

  private static final List<String> NAMES =
      List.of("lamp-96", "colosseum-style", "plus-style", "pro-style", "dynamics-wide");

  /** Presets that had other names. */
  private static final Map<String, Renamed> RENAMED =
      Map.of(
          "colosseum", new Renamed("colosseum-style", "the Colosseum"),
          "libero-plus", new Renamed("plus-style", "LIBERO-plus"));

  private static final long MAX_BYTES = 1 << 20;

  /** Of the checksum; enough to tell presets apart, and short in a line. */
  private static final int DIGEST_BYTES = 8;

  private Presets() {}

  private record Renamed(String name, String styleOf) {

    String hint() {
      return "now called '%s': its factors are in the style of %s, and it is not that benchmark"
          .formatted(name, styleOf);
    }
  }

  /**
   * What a preset of this name is called today, and why; empty where nothing was renamed. Old run
   * folders hold the old name and the preset's text.
   */
  public static Optional<String> renamed(String name) {
    return Optional.ofNullable(RENAMED.get(name)).map(Renamed::hint);
  }

  /** Names of the presets that ship with Workcell. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Reads a preset, with everything that it refers to.
   *
   * @param nameOrFile one of {@link #names}, or a file that ends in .yaml or .yml
   * @throws IllegalArgumentException if there is none, or it is wrong; the message says where
   */
  public static Preset load(String nameOrFile) {
    if (NAMES.contains(nameOrFile)) {
      return parse(nameOrFile, Resources.text("presets/" + nameOrFile + ".yaml"));
    }
    renamed(nameOrFile)
        .ifPresent(
            hint -> {
              throw new IllegalArgumentException("'%s' is %s".formatted(nameOrFile, hint));
            });
    if (!nameOrFile.endsWith(".yaml") && !nameOrFile.endsWith(".yml")) {
      throw new IllegalArgumentException(
          "preset '%s' does not exist; use one of %s, or a file that ends in .yaml"
              .formatted(nameOrFile, NAMES));
    }
    return parse(nameOrFile, read(Path.of(nameOrFile)));
  }

  private static String read(Path file) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "preset file '%s' is not a file, but a folder, a pipe or a device".formatted(file));
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(
            "preset file '%s' has more than %d bytes; is it a preset?".formatted(file, MAX_BYTES));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "preset file '%s' cannot be read; check the path and that it is text".formatted(file), e);
    }
  }

  /**
   * Parses a preset.
   *
   * @param where its name or file, for messages
   * @throws IllegalArgumentException if it is wrong; the message says where
   */
  public static Preset parse(String where, String text) {
    Fields fields = Fields.ofYaml("preset " + where, text);
    String name = fields.text("preset");
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "preset %s: its name must be of small letters, digits and hyphens, not '%s'"
              .formatted(where, name));
    }
    String about = fields.text("about", "");
    String styleOf = fields.text("style_of", "");
    boolean alone = fields.flag("each_alone", false);
    Fields described = fields.fields("factors");
    StringBuilder canonical = new StringBuilder("%s each_alone: %s".formatted(name, alone));
    Map<String, Preset.Part> parts = new LinkedHashMap<>();
    FactorKinds kinds = FactorKinds.load();
    for (String factor : described.names()) {
      Fields each = described.fields(factor);
      parts.put(factor, part(where, factor, each, kinds));
      canonical.append('\n').append(factor).append(": ").append(each.canonical());
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("preset %s has no factor; add one".formatted(where));
    }
    fields.requireNothingElse();
    return new Preset(name, about, styleOf, text, digest(canonical.toString()), alone, parts);
  }

  private static Preset.Part part(String where, String name, Fields fields, FactorKinds kinds) {
    String axis = fields.text("axis", name);
    requireName(where, name);
    requireName(where, axis);
    return new Preset.Part(axis, kinds.read(fields));
  }

  private static String digest(String canonical) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void requireName(String where, String name) {
    if (!name.matches("[a-z0-9][a-z0-9_]*") || Set.of(Preset.ALL, Preset.NONE).contains(name)) {
      throw new IllegalArgumentException(
          "preset %s: a factor's or axis's name must be of small letters, digits and underscores,"
                  .formatted(where)
              + " but neither '%s' nor '%s'; it is '%s'".formatted(Preset.ALL, Preset.NONE, name));
    }
  }
}
