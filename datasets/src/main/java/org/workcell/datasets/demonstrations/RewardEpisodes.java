package org.workcell.datasets.demonstrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.reward.RewardEpisode;
import org.workcell.sim.reward.RewardInput;
import org.workcell.sim.reward.RewardSpec;

/** Demonstrations as reward models read them. */
public final class RewardEpisodes {

  private static final String IMAGES = DemonstrationFormat.OBSERVATION_PREFIX + "images";
  private static final String CAMERA = "images.";

  private RewardEpisodes() {}

  /**
   * What a model reads of a demonstration; actions are those that were carried out.
   *
   * @param spec what the model reads; nothing else is copied
   * @param cameras of the recording's images, in order, for {@code images.CAMERA}
   * @return the episode with its instruction, and without a vector of it
   * @throws IllegalArgumentException if the demonstration lacks something that the model reads
   */
  public static RewardEpisode.Builder of(
      Demonstration demonstration, RewardSpec spec, List<String> cameras) {
    RewardEpisode.Builder episode =
        RewardEpisode.of(demonstration.executedAction()).instruction(demonstration.instruction());
    Set<String> blocks = new TreeSet<>();
    spec.inputs().stream().map(RewardInput::block).forEach(blocks::add);
    for (String block : blocks) {
      episode.block(block, block(demonstration, block, cameras));
    }
    return episode;
  }

  private static NpyArray block(Demonstration demonstration, String block, List<String> cameras) {
    if (block.startsWith(CAMERA)) {
      return camera(demonstration, block.substring(CAMERA.length()), cameras);
    }
    String array =
        block.startsWith(DemonstrationFormat.INFO_PREFIX)
            ? block
            : DemonstrationFormat.OBSERVATION_PREFIX + block;
    if (!demonstration.names().contains(array)) {
      throw new IllegalArgumentException(
          "the reward model reads '%s', which the demonstrations of %s lack; they have %s"
              .formatted(block, demonstration.line().task(), readable(demonstration)));
    }
    return demonstration.array(array);
  }

  private static List<String> readable(Demonstration demonstration) {
    List<String> names = new ArrayList<>();
    for (String name : new TreeSet<>(demonstration.names())) {
      if (name.startsWith(DemonstrationFormat.OBSERVATION_PREFIX)) {
        names.add(name.substring(DemonstrationFormat.OBSERVATION_PREFIX.length()));
      } else if (name.startsWith(DemonstrationFormat.INFO_PREFIX)) {
        names.add(name);
      }
    }
    return names;
  }

  /** [steps + 1][camera][height][width][3] without the other cameras. */
  private static NpyArray camera(Demonstration demonstration, String camera, List<String> cameras) {
    int index = cameras.indexOf(camera);
    if (index < 0 || !demonstration.names().contains(IMAGES)) {
      throw new IllegalArgumentException(
          "the reward model reads images of camera '%s', and the demonstrations have %s; record"
                  .formatted(camera, cameras.isEmpty() ? "no images" : "those of " + cameras)
              + " them with --cameras "
              + camera);
    }
    NpyArray all = demonstration.array(IMAGES);
    if (all.shape().size() != 5 || all.shape().get(1) != cameras.size()) {
      throw new IllegalArgumentException(
          "images of shape %s are not of the cameras %s".formatted(all.shape(), cameras));
    }
    List<Integer> shape = new ArrayList<>(all.shape());
    shape.remove(1);
    int imageBytes = all.size() / all.rows() / cameras.size();
    byte[] images = new byte[all.rows() * imageBytes];
    for (int row = 0; row < all.rows(); row++) {
      System.arraycopy(all.rowBytes(row), index * imageBytes, images, row * imageBytes, imageBytes);
    }
    return NpyArray.of(all.type(), shape, images);
  }
}
