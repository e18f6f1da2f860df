package org.workcell.sim.planning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.sim.random.RandomStream;

/** Two joints between -2 and 2, and a wall between start and goal. */
class RrtConnectTest {

  private static final double[] LOW = {-2, -2};
  private static final double[] HIGH = {2, 2};
  private static final double[] START = {-1, 0};
  private static final double[] GOAL = {1, 0};

  /** The way around the end of the wall at (+-0.1, 1). */
  private static final double SHORTEST = 2 * Math.hypot(0.9, 1) + 0.2;

  private static final RrtConnect SEARCH = new RrtConnect(LOW, HIGH, 0.25, 500);

  private static EdgeCheck wall(double halfLength) {
    CollisionCheck check = joints -> Math.abs(joints[0]) > 0.1 || Math.abs(joints[1]) > halfLength;
    return new EdgeCheck(check, 0.03);
  }

  private static JointPath search(long seed) {
    return JointPath.through(
        SEARCH.search(START, List.of(GOAL), wall(1), new RandomStream(seed)).orElseThrow());
  }

  private static void requireFree(JointPath path, double slack) {
    double[] point = new double[2];
    for (int i = 0; i + 1 < path.size(); i++) {
      for (int k = 0; k <= 200; k++) {
        path.interpolate(i, k / 200.0, point);
        boolean inside = Math.abs(point[0]) < 0.1 - slack && Math.abs(point[1]) < 1 - slack;
        assertTrue(!inside, point[0] + ", " + point[1]);
        assertTrue(Math.abs(point[0]) <= 2 && Math.abs(point[1]) <= 2);
      }
    }
    assertArrayEquals(START, path.point(0));
    assertArrayEquals(GOAL, path.point(path.size() - 1));
  }

  @Test
  void aWayAroundTheWallIsFoundFromEverySeed() {
    for (int seed = 0; seed < 50; seed++) {
      JointPath path = search(seed);
      // Between two checked points, a line can cut a corner of the wall by half their distance.
      requireFree(path, 0.015);
      assertTrue(path.length() >= SHORTEST - 0.05);
    }
  }

  @Test
  void shortcutsComeCloseToTheShortestWay() {
    for (int seed = 0; seed < 50; seed++) {
      JointPath path = search(seed);
      JointPath shorter = new Shortcutting(100).shorten(path, wall(1), new RandomStream(seed));
      requireFree(shorter, 0.015);
      assertTrue(shorter.length() <= path.length() + 1e-9);
      assertTrue(shorter.length() < 1.25 * SHORTEST, "length " + shorter.length());
    }
  }

  @Test
  void aShortcutToTheEndIsTakenAtOnce() {
    JointPath detour =
        JointPath.through(List.of(new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 1}));
    EdgeCheck free = new EdgeCheck(CollisionCheck.none(), 0.03);
    JointPath line = new Shortcutting(1).shorten(detour, free, new RandomStream(1));
    assertEquals(2, line.size());
    assertEquals(Math.sqrt(2), line.length(), 1e-12);
  }

  @Test
  void aClosedWallEndsTheSearch() {
    assertTrue(SEARCH.search(START, List.of(GOAL), wall(3), new RandomStream(1)).isEmpty());
  }

  @Test
  void ofSeveralGoalsOneThatIsFreeToReachIsReached() {
    double[] here = {-1, -1.5};
    List<double[]> way =
        SEARCH.search(START, List.of(GOAL, here), wall(3), new RandomStream(1)).orElseThrow();
    assertArrayEquals(here, way.get(way.size() - 1));
    assertArrayEquals(START, way.get(0));
  }

  @Test
  void theSeedAloneDecides() {
    JointPath once = search(3);
    JointPath again = search(3);
    assertEquals(once.size(), again.size());
    for (int i = 0; i < once.size(); i++) {
      assertArrayEquals(once.point(i), again.point(i));
    }
    assertNotEquals(once.length(), search(4).length());
  }

  @Test
  void linesAreCheckedAtTheResolution() {
    CollisionCheck thinWall = joints -> Math.abs(joints[0]) > 0.016;
    double[] from = {-1, 0.3};
    double[] to = {1, 0.3};
    assertTrue(!new EdgeCheck(thinWall, 0.03).isFree(from, to));
  }
}
