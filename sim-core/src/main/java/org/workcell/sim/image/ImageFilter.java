package org.workcell.sim.image;

/**
 * What happens to the images of an episode after they were drawn, for example fog in front of the
 * camera. Immutable and used by several threads at a time: working memory and chance come from the
 * {@link ImageFrame}, so that an image depends on nothing but filter, step and camera.
 */
@FunctionalInterface
public interface ImageFilter {

  /** Leaves images as they were drawn. */
  ImageFilter NONE = frame -> {};

  /** Changes the image in the frame; allocates nothing once a frame has been used. */
  void apply(ImageFrame frame);

  /** This filter and then another. */
  default ImageFilter andThen(ImageFilter next) {
    if (this == NONE) {
      return next;
    }
    return frame -> {
      apply(frame);
      next.apply(frame);
    };
  }
}
