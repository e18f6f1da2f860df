package org.workcell.sim.kinematics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RotationsTest {

  private static double[] turned(int axis, double angle) {
    double[] matrix = new double[9];
    Rotations.identity(matrix);
    Rotations.turn(matrix, axis, angle);
    return matrix;
  }

  @Test
  void differenceOfAKnownTurn() {
    double[] from = turned(0, 0);
    double[] to = turned(1, 0.4);
    double[] difference = new double[3];
    Rotations.difference(from, to, difference);
    assertArrayEquals(new double[] {0, 0.4, 0}, difference, 1e-12);
    Rotations.difference(to, to, difference);
    assertArrayEquals(new double[3], difference, 1e-12);
  }

  @Test
  void differenceOfHalfATurnIsNotNone() {
    double[] from = turned(2, 0.3);
    for (int axis = 0; axis < 3; axis++) {
      double[] to = from.clone();
      // A cosine of -1 exactly, which Math.cos(Math.PI) has and its sine has not.
      Rotations.turn(to, axis, -1, 0);
      double[] difference = new double[3];
      Rotations.difference(from, to, difference);
      double[] expected = new double[3];
      expected[axis] = Math.PI;
      assertArrayEquals(expected, difference, 1e-7);
    }
  }

  @Test
  void differenceLeadsFromOneToTheOther() {
    Random random = new Random(1);
    double[] rotation = new double[9];
    double[] product = new double[9];
    double[] difference = new double[3];
    for (int i = 0; i < 100; i++) {
      double[] from = draw(random);
      double[] to = draw(random);
      Rotations.difference(from, to, difference);
      Rotations.fromAxisAngle(difference, 0, rotation);
      Rotations.multiply(from, rotation, product);
      assertArrayEquals(to, product, 1e-7);
    }
  }

  private static double[] draw(Random random) {
    double[] quaternion = new double[4];
    for (int i = 0; i < 4; i++) {
      quaternion[i] = random.nextGaussian();
    }
    double[] matrix = new double[9];
    Rotations.fromQuatWxyz(quaternion, 0, matrix);
    return matrix;
  }

  @Test
  void quaternionsOfKnownTurns() {
    double half = Math.sqrt(0.5);
    double[] matrix = new double[9];
    // A quarter turn about z brings x to y.
    double[] quarter = {0, -1, 0, 1, 0, 0, 0, 0, 1};
    Rotations.fromQuatWxyz(new double[] {7, half, 0, 0, half}, 1, matrix);
    assertArrayEquals(quarter, matrix, 1e-15);
    Rotations.fromQuatXyzw(new double[] {0, 0, 2, 2}, 0, matrix);
    assertArrayEquals(quarter, matrix, 1e-15);
    Rotations.fromAxisAngle(new double[] {0, 0, Math.PI / 2}, 0, matrix);
    assertArrayEquals(quarter, matrix, 1e-15);
    assertArrayEquals(quarter, turned(2, Math.PI / 2), 1e-15);
  }

  @Test
  void matricesAndQuaternionsAreInverse() {
    Random random = new Random(2);
    double[] quaternion = new double[4];
    double[] again = new double[9];
    for (int i = 0; i < 200; i++) {
      double[] matrix = draw(random);
      Rotations.toQuatWxyz(matrix, quaternion);
      assertTrue(quaternion[0] >= 0);
      Rotations.fromQuatWxyz(quaternion, 0, again);
      assertArrayEquals(matrix, again, 1e-14);
    }
    for (int axis = 0; axis < 3; axis++) {
      Rotations.toQuatWxyz(turned(axis, Math.PI), quaternion);
      assertEquals(1, Math.abs(quaternion[1 + axis]), 1e-15);
    }
  }

  @Test
  void zerosAreNoRotation() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Rotations.fromQuatWxyz(new double[4], 0, new double[9]));
  }

  @Test
  void vectorsGoIntoAFrameAndBack() {
    double[] frame = turned(2, Math.PI / 2);
    double[] inFrame = new double[3];
    double[] world = new double[3];
    Rotations.toFrame(frame, new double[] {0, 2, 3}, inFrame);
    assertArrayEquals(new double[] {2, 0, 3}, inFrame, 1e-15);
    Rotations.toWorld(frame, inFrame, world);
    assertArrayEquals(new double[] {0, 2, 3}, world, 1e-15);
  }

  @Test
  void choleskySolvesAKnownSystem() {
    double[][] matrix = {{4, 0, 0}, {2, 5, 0}, {-2, 1, 6}};
    double[] right = {2, 15, 18};
    Cholesky.solve(matrix, right);
    assertArrayEquals(new double[] {1, 2, 3}, right, 1e-12);
  }
}
