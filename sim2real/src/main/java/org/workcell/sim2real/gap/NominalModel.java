package org.workcell.sim2real.gap;

import java.nio.file.Path;
import java.util.List;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.parameters.ParameterFile;

/**
 * The model that a hidden robot differs from.
 *
 * @param mjcf the file to load
 * @param source what the user named, which is another file where {@code mjcf} was made of URDF
 * @param parts what else {@code mjcf} was made of: meshes of URDF, and a map
 */
public record NominalModel(
    Path mjcf, ParameterFile.Source source, List<ParameterFile.Source> parts) {

  /** Takes a defensive copy. */
  public NominalModel {
    parts = List.copyOf(parts);
  }

  /** A model in MJCF. */
  public static NominalModel of(Path mjcf) {
    String name = mjcf.getFileName().toString();
    return new NominalModel(
        mjcf, new ParameterFile.Source(name, LogFolder.sha256(mjcf)), List.of());
  }
}
