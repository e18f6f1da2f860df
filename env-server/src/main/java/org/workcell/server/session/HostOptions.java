package org.workcell.server.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.vector.PoolOptions;

/**
 * How a host serves. Immutable; {@code with} methods return changed copies.
 *
 * @param workers threads that simulate for all clients
 * @param limits what clients may use
 * @param token what clients must know; anybody is served where absent
 * @param assets upstream assets, under the names by which clients ask for them
 * @param files folders of files that clients may name in settings
 * @param drawingDevices positions in EGL's list of the devices that draw, in turn for the vectors
 *     that choose none; the first that works where empty
 */
public record HostOptions(
    PoolOptions workers,
    Limits limits,
    Optional<String> token,
    Map<String, AssetPack> assets,
    List<Path> files,
    List<Integer> drawingDevices) {

  /** Takes defensive copies and checks token, names and devices. */
  public HostOptions {
    assets = Map.copyOf(assets);
    files = List.copyOf(files);
    drawingDevices = List.copyOf(drawingDevices);
    if (drawingDevices.stream().anyMatch(device -> device < 0)) {
      throw new IllegalArgumentException("EGL's devices are counted from 0, not " + drawingDevices);
    }
    if (token.isPresent() && token.get().isBlank()) {
      throw new IllegalArgumentException("the token is blank; use a long random text");
    }
    if (assets.containsKey(OpenArguments.BUILTIN)) {
      throw new IllegalArgumentException(
          "'%s' stands for Workcell's own assets; give the folder another name"
              .formatted(OpenArguments.BUILTIN));
    }
  }

  /** A worker for every processor, the standard limits, no token, no files or assets of users. */
  public static HostOptions defaults() {
    return new HostOptions(
        PoolOptions.allProcessors(),
        Limits.standard(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }

  /** A copy with other workers. */
  public HostOptions withWorkers(PoolOptions other) {
    return new HostOptions(other, limits, token, assets, files, drawingDevices);
  }

  /** A copy with other limits. */
  public HostOptions withLimits(Limits other) {
    return new HostOptions(workers, other, token, assets, files, drawingDevices);
  }

  /** A copy whose clients must know a token. */
  public HostOptions withToken(String secret) {
    return new HostOptions(workers, limits, Optional.of(secret), assets, files, drawingDevices);
  }

  /** A copy with other upstream assets. */
  public HostOptions withAssets(Map<String, AssetPack> packs) {
    return new HostOptions(workers, limits, token, packs, files, drawingDevices);
  }

  /** A copy whose clients may name files of these folders in settings. */
  public HostOptions withFiles(List<Path> folders) {
    return new HostOptions(workers, limits, token, assets, folders, drawingDevices);
  }

  /** A copy that draws on other devices. */
  public HostOptions withDrawingDevices(List<Integer> devices) {
    return new HostOptions(workers, limits, token, assets, files, devices);
  }
}
