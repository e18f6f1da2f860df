package org.workcell.sim.rendering;

import java.util.stream.DoubleStream;

/**
 * A camera that looks at a point from a distance, upright, with the scene's default field of view.
 *
 * @param azimuthDegrees direction of view around the vertical; 0 looks along +x, 90 along +y
 * @param elevationDegrees direction of view above the horizontal; -90 looks straight down
 * @param distanceMetres from the point; more than 0
 * @param x of the point, metres, world frame
 * @param y of the point
 * @param z of the point
 */
public record FreeCamera(
    double azimuthDegrees,
    double elevationDegrees,
    double distanceMetres,
    double x,
    double y,
    double z)
    implements Camera {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite or the distance is not positive
   */
  public FreeCamera {
    boolean finite =
        DoubleStream.of(azimuthDegrees, elevationDegrees, distanceMetres, x, y, z)
            .allMatch(Double::isFinite);
    if (!finite || distanceMetres <= 0) {
      throw new IllegalArgumentException(
          "a free camera needs finite numbers and a distance above 0, not azimuth %s, elevation %s,"
                  .formatted(azimuthDegrees, elevationDegrees)
              + " distance %s, point (%s, %s, %s)".formatted(distanceMetres, x, y, z));
    }
  }
}
