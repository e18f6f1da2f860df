package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.rendering.RenderOptions.Quality;

/** Depth, objects, camera matrices and point clouds, against the geometry of the test scene. */
class GeometryOfImagesTest extends TestSceneFixture {

  private static final int WIDTH = 67;
  private static final int HEIGHT = 45;

  private static ByteBuffer direct(int numbers) {
    return ByteBuffer.allocateDirect(4 * numbers).order(ByteOrder.nativeOrder());
  }

  private static int at(double right, double down) {
    return (int) (down * HEIGHT) * WIDTH + (int) (right * WIDTH);
  }

  @ParameterizedTest
  @EnumSource
  void depthIsInMetresAlongTheLineOfSight(Quality quality) {
    FloatBuffer depth = direct(WIDTH * HEIGHT).asFloatBuffer();
    try (Renderer renderer =
        new Renderer(context, scene, new RenderOptions(WIDTH, HEIGHT, quality))) {
      renderer.renderDepth(physics, front, depth);
      // The camera is 2 m before the centres of the boxes.
      assertEquals(1.8, depth.get(at(0.5, 0.5)), 1e-5);
      assertEquals(1.9, depth.get(at(0.5, 0.2)), 1e-5);
      assertEquals(1.9, depth.get(at(0.7, 0.5)), 1e-5);
      double far = renderer.parameters(physics, front).farMetres();
      assertEquals(far, depth.get(at(0.02, 0.02)), 1e-4);
      assertEquals(far, depth.get(at(0.5, 0.8)), 1e-4);
      ByteBuffer rgb = TestScene.image(renderer.options());
      renderer.render(physics, front, rgb);
      assertEquals(
          "sky", TestScene.colour(rgb, renderer.options(), 0.5, 0.8), "the sky comes back");
    }
  }

  @ParameterizedTest
  @EnumSource
  void pixelsKnowTheirObject(Quality quality) {
    IntBuffer indices = direct(WIDTH * HEIGHT).asIntBuffer();
    try (Renderer renderer =
        new Renderer(context, scene, new RenderOptions(WIDTH, HEIGHT, quality))) {
      renderer.renderObjects(physics, front, ObjectKind.GEOM, indices);
      assertEquals(scene.geom("red"), indices.get(at(0.5, 0.5)));
      assertEquals(scene.geom("green"), indices.get(at(0.5, 0.2)));
      assertEquals(scene.geom("blue"), indices.get(at(0.7, 0.5)));
      assertEquals(-1, indices.get(at(0.5, 0.8)));
      Set<Integer> seen = new TreeSet<>();
      for (int i = 0; i < indices.capacity(); i++) {
        seen.add(indices.get(i));
      }
      assertEquals(
          new TreeSet<>(Set.of(-1, scene.geom("red"), scene.geom("green"), scene.geom("blue"))),
          seen);
      renderer.renderObjects(physics, front, ObjectKind.BODY, indices);
      assertEquals(scene.body("middle"), indices.get(at(0.5, 0.5)));
      assertEquals(0, indices.get(at(0.7, 0.5)), "the world's body");
      ByteBuffer rgb = TestScene.image(renderer.options());
      renderer.render(physics, front, rgb);
      assertEquals("red", TestScene.colour(rgb, renderer.options(), 0.5, 0.5), "colours come back");
      assertThrows(
          IllegalArgumentException.class,
          () -> renderer.renderObjects(physics, front, ObjectKind.SITE, indices));
    }
  }

  @Test
  void matricesFollowTheFieldOfView() {
    try (Renderer renderer = new Renderer(context, scene, RenderOptions.fast(WIDTH, HEIGHT))) {
      CameraParameters camera = renderer.parameters(physics, front);
      double focal = HEIGHT / (2 * Math.tan(Math.toRadians(45) / 2));
      assertEquals(focal, camera.focalX(), 1e-3);
      assertEquals(focal, camera.focalY(), 1e-3);
      assertEquals(WIDTH / 2.0, camera.centreX(), 1e-4);
      assertEquals(HEIGHT / 2.0, camera.centreY(), 1e-4);
      assertEquals(-2, camera.position()[1], 1e-6);
      double[] seen = camera.project(0.5, 0, 0.25);
      assertEquals(WIDTH / 2.0 + focal * 0.5 / 2, seen[0], 1e-3);
      assertEquals(HEIGHT / 2.0 - focal * 0.25 / 2, seen[1], 1e-3, "up is a smaller row");
      assertEquals(2, seen[2], 1e-6);
      double[] extrinsic = camera.extrinsicMatrix();
      double depth = extrinsic[8] * 0.5 + extrinsic[9] * 0 + extrinsic[10] * 0.25 + extrinsic[11];
      assertEquals(seen[2], depth, 1e-9);
    }
  }

  @Test
  void pointCloudsLieOnTheSurfaces() {
    FloatBuffer depth = direct(WIDTH * HEIGHT).asFloatBuffer();
    FloatBuffer points = direct(3 * WIDTH * HEIGHT).asFloatBuffer();
    Camera oblique = new FreeCamera(70, -20, 2, 0, 0, 0);
    try (Renderer renderer = new Renderer(context, scene, RenderOptions.fast(WIDTH, HEIGHT))) {
      renderer.renderDepth(physics, oblique, depth);
      CameraParameters camera = renderer.parameters(physics, oblique);
      camera.pointCloud(depth, points);
      assertTrue(Float.isNaN(points.get(3 * at(0.02, 0.02))), "nothing is seen there");
      int onRed = 0;
      for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
        float x = points.get(3 * pixel);
        float y = points.get(3 * pixel + 1);
        float z = points.get(3 * pixel + 2);
        if (Math.abs(x) < 0.19 && Math.abs(z) < 0.19) {
          // Of the red box this camera sees the front and, from above, the top.
          assertEquals(-0.2, y, 1e-4);
          onRed++;
        }
        if (!Float.isNaN(x)) {
          double[] seen = camera.project(x, y, z);
          assertEquals(pixel % WIDTH + 0.5, seen[0], 1e-2);
          assertEquals(pixel / WIDTH + 0.5, seen[1], 1e-2);
        }
      }
      assertTrue(onRed > 20, "points on the red box: " + onRed);
    }
  }

  @Test
  void shortMemoryIsRefused() {
    try (Renderer renderer = new Renderer(context, scene, RenderOptions.fast(WIDTH, HEIGHT))) {
      FloatBuffer tooShort = direct(WIDTH * HEIGHT - 1).asFloatBuffer();
      assertThrows(
          IllegalArgumentException.class, () -> renderer.renderDepth(physics, front, tooShort));
      CameraParameters camera = renderer.parameters(physics, front);
      assertThrows(IllegalArgumentException.class, () -> camera.pointCloud(tooShort, tooShort));
    }
  }
}
