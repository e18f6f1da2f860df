package org.workcell.datasets.delta;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.delta.DeltaOptions;
import org.workcell.sim.files.BadInputException;

/**
 * Deltas as environments use them, with the content of their folders, so that runs and servers need
 * no folder. A delta that its gate refused is used only where somebody insists. Thread-safe.
 */
public final class DeltaActions {

  private DeltaActions() {}

  /**
   * Reads a folder.
   *
   * @param options in the words of {@link DeltaOptions#parse}
   * @param useRefused whether it is used although its gate refused it
   * @throws BadInputException as {@link DeltaFiles#read}, or if the options do not fit, or the gate
   *     refused it
   */
  public static DeltaAction read(Path folder, String options, boolean useRefused) {
    byte[] description =
        DeltaFiles.bytes(folder.resolve(DeltaFiles.DESCRIPTION), DeltaFiles.MOST_DESCRIPTION_BYTES);
    byte[] weights =
        DeltaFiles.bytes(folder.resolve(DeltaFiles.WEIGHTS), DeltaFiles.MOST_WEIGHT_BYTES);
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return action(
        new DeltaAction.Source(
            name == null ? folder.toString() : name.toString(),
            "",
            new String(description, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(weights),
            options,
            useRefused));
  }

  /**
   * The delta that a run kept.
   *
   * @throws BadInputException as {@link #read}, or if it is not the one of the checksum
   */
  public static DeltaAction of(DeltaAction.Source kept) {
    DeltaAction action = action(kept);
    String sha256 = action.source().orElseThrow().sha256();
    if (!sha256.equals(kept.sha256())) {
      throw new BadInputException(
          "the kept delta %s does not have the checksum %s; was it edited? restore it"
              .formatted(kept.folder(), kept.sha256()));
    }
    return action;
  }

  /**
   * The delta of a folder's content.
   *
   * @param source its checksum is not looked at
   * @throws BadInputException as {@link #read}
   */
  public static DeltaAction action(DeltaAction.Source source) {
    byte[] weights;
    try {
      weights = Base64.getDecoder().decode(source.weights());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "the weights of delta %s are not Base64: %s".formatted(source.folder(), e.getMessage()),
          e);
    }
    DeltaFile file =
        DeltaFiles.parse(
            source.folder(), source.description().getBytes(StandardCharsets.UTF_8), weights);
    if (file.isRefused() && !source.useRefused()) {
      throw new BadInputException(
          "the gate of delta %s refused it (%s); to use it all the same, say --allow-refused-delta (use_refused in Python)"
              .formatted(source.folder(), file.gate().reason()));
    }
    try {
      DeltaAction.Source checked =
          new DeltaAction.Source(
              source.folder(),
              file.model().sha256(),
              source.description(),
              source.weights(),
              source.options(),
              source.useRefused());
      return new DeltaAction(
          Optional.of(checked), file.model(), DeltaOptions.parse(source.options()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("delta %s: %s".formatted(source.folder(), e.getMessage()), e);
    }
  }
}
