package org.workcell.sim.rendering;

import java.nio.FloatBuffer;

/**
 * How a camera maps points of the world to pixels and back, in the convention of computer vision:
 * in the camera's frame x is right, y is down and z is the line of sight. Pixel (0, 0) is the top
 * left one and its centre is at (0.5, 0.5).
 *
 * @param widthPixels width of the image
 * @param heightPixels height of the image
 * @param focalX pixels per unit of x/z; with an orthographic camera, pixels per metre
 * @param focalY pixels per unit of y/z; with an orthographic camera, pixels per metre
 * @param centreX column of the line of sight, pixels
 * @param centreY row of the line of sight, pixels
 * @param position of the camera in the world, [3], metres
 * @param rotation from the camera's frame to the world, [9], row-major
 * @param nearMetres distance of the nearest visible points along the line of sight
 * @param farMetres distance of the farthest; depth where nothing is seen
 * @param orthographic whether lines of sight are parallel
 */
public record CameraParameters(
    int widthPixels,
    int heightPixels,
    double focalX,
    double focalY,
    double centreX,
    double centreY,
    double[] position,
    double[] rotation,
    double nearMetres,
    double farMetres,
    boolean orthographic) {

  /** Takes defensive copies. */
  public CameraParameters {
    position = position.clone();
    rotation = rotation.clone();
  }

  /** A copy of the position. */
  @Override
  public double[] position() {
    return position.clone();
  }

  /** A copy of the rotation. */
  @Override
  public double[] rotation() {
    return rotation.clone();
  }

  /** The intrinsic matrix, [9], row-major. */
  public double[] intrinsicMatrix() {
    return new double[] {focalX, 0, centreX, 0, focalY, centreY, 0, 0, 1};
  }

  /** The matrix from world to camera coordinates, [16], row-major. */
  public double[] extrinsicMatrix() {
    double[] matrix = new double[16];
    matrix[15] = 1;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        matrix[4 * row + column] = rotation[3 * column + row];
        matrix[4 * row + 3] -= rotation[3 * column + row] * position[column];
      }
    }
    return matrix;
  }

  /** Where a point of the world is seen: column, row, and depth in metres. */
  public double[] project(double x, double y, double z) {
    double[] offset = {x - position[0], y - position[1], z - position[2]};
    double[] seen = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      for (int i = 0; i < 3; i++) {
        seen[axis] += rotation[3 * i + axis] * offset[i];
      }
    }
    double scale = orthographic ? 1 : 1 / seen[2];
    return new double[] {
      centreX + focalX * seen[0] * scale, centreY + focalY * seen[1] * scale, seen[2]
    };
  }

  /**
   * The points of the world that a depth image shows.
   *
   * @param depth [height][width], metres, top row first; from the buffer's position on, not moved
   * @param points [height][width][3], metres, world frame; NaN where nothing is seen
   */
  public void pointCloud(FloatBuffer depth, FloatBuffer points) {
    int pixels = widthPixels * heightPixels;
    if (depth.remaining() < pixels || points.remaining() < 3 * pixels) {
      throw new IllegalArgumentException(
          "a point cloud of %d x %d pixels needs %d depths and room for %d numbers, not %s and %s"
              .formatted(widthPixels, heightPixels, pixels, 3 * pixels, depth, points));
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      float distance = depth.get(depth.position() + pixel);
      double z = distance < (float) farMetres ? distance : Double.NaN;
      double scale = orthographic ? 1 : z;
      double right = (pixel % widthPixels + 0.5 - centreX) / focalX * scale;
      double down = (pixel / widthPixels + 0.5 - centreY) / focalY * scale;
      for (int axis = 0; axis < 3; axis++) {
        double value =
            position[axis]
                + rotation[3 * axis] * right
                + rotation[3 * axis + 1] * down
                + rotation[3 * axis + 2] * z;
        points.put(points.position() + 3 * pixel + axis, (float) value);
      }
    }
  }
}
