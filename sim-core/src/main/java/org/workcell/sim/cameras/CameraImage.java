package org.workcell.sim.cameras;

import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.rendering.ImageKind;
import org.workcell.sim.rendering.RenderOptions;

/**
 * An image of one camera in every batch.
 *
 * @param camera a camera that every scene has, or {@link ImageOptions#OVERVIEW}
 * @param kind what its pixels are
 * @param image size and quality
 */
public record CameraImage(String camera, ImageKind kind, RenderOptions image) {

  /** The name of the block: {@code image_}, {@code depth_} or {@code objects_} and the camera. */
  public String blockName() {
    String prefix =
        switch (kind) {
          case RGB -> "image_";
          case DEPTH -> "depth_";
          case OBJECTS -> "objects_";
        };
    return prefix + camera;
  }

  BlockSpec blockSpec() {
    return kind.blockSpec(blockName(), image);
  }
}
