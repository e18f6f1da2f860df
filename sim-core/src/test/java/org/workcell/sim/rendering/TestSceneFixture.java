package org.workcell.sim.rendering;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** The test scene in its initial state, and a context to draw it with. */
abstract class TestSceneFixture {

  Model scene;
  Physics physics;
  OpenGlContext context;
  Camera front;

  @BeforeAll
  static void requireOpenGl() {
    TestScene.assumeRendering();
  }

  @BeforeEach
  void open() {
    scene = TestScene.load();
    physics = new Physics(scene);
    physics.refreshView();
    front = Camera.named(scene, "front");
    context = OpenGlContext.open();
  }

  @AfterEach
  void close() {
    context.close();
    physics.close();
    scene.close();
  }
}
