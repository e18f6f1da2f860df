package org.workcell.formats.libero;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.workcell.formats.Images;
import org.workcell.formats.hdf5.ArrayData;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.task.TaskRegistry;

/**
 * Compares the images of a file with those that are drawn here from its states, pixel by pixel.
 * LIBERO's own images are 2 to 4 ms older than the states that they are compared with, so what
 * moves fast may differ.
 */
public final class ImageParity {

  /** Most that images may differ on average, in steps of the 255 of a colour. */
  public static final double MEAN_LIMIT = 1;

  /** Least share of values that may differ by {@link #NEAR} at most. */
  public static final double NEAR_SHARE = 0.999;

  /** How far values are near. */
  public static final int NEAR = 4;

  private ImageParity() {}

  /**
   * How the images of one camera compare.
   *
   * @param camera its name
   * @param images how many were compared
   * @param meanAbsoluteDifference of all values, 0 to 255
   * @param shareWithinFour of all values, those that differ by 4 at most
   * @param worstDemo the demonstration of the image that differs most on average
   * @param worstRow its row
   * @param worstMean how much that one differs
   */
  public record CameraResult(
      String camera,
      long images,
      double meanAbsoluteDifference,
      double shareWithinFour,
      String worstDemo,
      int worstRow,
      double worstMean) {

    /** Whether the camera is within the limits. */
    public boolean passes() {
      return meanAbsoluteDifference <= MEAN_LIMIT && shareWithinFour >= NEAR_SHARE;
    }
  }

  /** Sums of one camera. */
  private static final class Sums {
    private long images;
    private long values;
    private long differences;
    private long near;
    private String worstDemo = "";
    private int worstRow;
    private double worstMean = -1;

    void add(String demo, int row, byte[] expected, byte[] actual) {
      long sum = 0;
      for (int i = 0; i < expected.length; i++) {
        int difference = Math.abs((expected[i] & 0xFF) - (actual[i] & 0xFF));
        sum += difference;
        near += difference <= NEAR ? 1 : 0;
      }
      images++;
      values += expected.length;
      differences += sum;
      double mean = (double) sum / expected.length;
      if (mean > worstMean) {
        worstMean = mean;
        worstDemo = demo;
        worstRow = row;
      }
    }

    CameraResult result(String camera) {
      return new CameraResult(
          camera,
          images,
          (double) differences / values,
          (double) near / values,
          worstDemo,
          worstRow,
          worstMean);
    }
  }

  /**
   * Compares all images of a file.
   *
   * @param suite the suite that the file's task must belong to
   * @param quality how ours are drawn
   * @return one result for each camera
   * @throws BadInputException if the file is damaged, has no images, or its task is not there
   */
  public static List<CameraResult> compare(
      LiberoFile file,
      String suite,
      TaskRegistry tasks,
      EnvironmentOptions environment,
      RenderOptions.Quality quality) {
    String firstDemo = file.demos().get(0);
    List<String> arrays = file.imageArrays(firstDemo).stream().sorted().toList();
    if (arrays.isEmpty()) {
      throw new BadInputException("'%s' has no images to compare with".formatted(file.path()));
    }
    List<Integer> shape =
        file.images(firstDemo, arrays.get(0), file.read(firstDemo).count()).shape();
    RenderOptions image;
    try {
      image = new RenderOptions(shape.get(2), shape.get(1), quality);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    String[] cameras = arrays.stream().map(Names::camera).toArray(String[]::new);
    ImageOptions images = ImageOptions.of(image, cameras).withWorkers(1);
    TreeMap<Integer, Sums> sums = new TreeMap<>();
    try (StateStage stage = new StateStage(file, tasks, environment, Optional.of(images))) {
      if (!stage.task().startsWith(suite + "/")) {
        throw new BadInputException(
            "'%s' is about task %s, which is none of suite %s"
                .formatted(file.path(), stage.task(), suite));
      }
      for (String name : file.demos()) {
        compare(file, file.read(name), stage, arrays, image, sums);
      }
    }
    List<CameraResult> results = new ArrayList<>();
    sums.forEach((camera, each) -> results.add(each.result(cameras[camera])));
    return results;
  }

  private static void compare(
      LiberoFile file,
      LiberoDemo demo,
      StateStage stage,
      List<String> arrays,
      RenderOptions image,
      TreeMap<Integer, Sums> sums) {
    List<ArrayData> theirs = new ArrayList<>();
    for (String array : arrays) {
      ArrayData images = file.images(demo.name(), array, demo.count());
      if (images.shape().get(1) != image.heightPixels()
          || images.shape().get(2) != image.widthPixels()) {
        throw new BadInputException(
            "the images of '%s' have more than one size".formatted(file.path()));
      }
      theirs.add(images);
    }
    int skew = file.skewed() ? 1 : 0;
    stage.start(demo);
    for (int row = 0; row < demo.count() - skew; row++) {
      byte[] drawn = stage.draw(demo, row + skew);
      for (int camera = 0; camera < arrays.size(); camera++) {
        byte[] expected = theirs.get(camera).read(row, 1).toBytes();
        if (file.lastRowFirst()) {
          expected = Images.flipped(expected, image.heightPixels());
        }
        int start = camera * expected.length;
        byte[] actual = java.util.Arrays.copyOfRange(drawn, start, start + expected.length);
        sums.computeIfAbsent(camera, each -> new Sums()).add(demo.name(), row, expected, actual);
      }
    }
  }
}
