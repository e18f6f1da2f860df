package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.files.BadInputException;

class CheckpointTest {

  @TempDir Path folder;

  private Path write() {
    Path file = folder.resolve("checkpoint");
    new Checkpoint.Writer("test")
        .putFloats("floats", 1.5f, -0f, Float.MIN_VALUE)
        .putDoubles("doubles", Double.NaN, 0.1)
        .putLongs("longs", Long.MIN_VALUE)
        .putText("text", "Tür")
        .toCheckpoint()
        .write(file);
    return file;
  }

  @Test
  void givesBackWhatWasWritten() {
    Checkpoint checkpoint = Checkpoint.read(write(), "test");
    assertArrayEquals(new float[] {1.5f, -0f, Float.MIN_VALUE}, checkpoint.floats("floats", 3));
    assertArrayEquals(new double[] {Double.NaN, 0.1}, checkpoint.doubles("doubles", 2));
    assertArrayEquals(new long[] {Long.MIN_VALUE}, checkpoint.longs("longs", 1));
    assertEquals("Tür", checkpoint.text("text"));
    assertTrue(checkpoint.has("text"));
    assertFalse(checkpoint.has("other"));
    assertThrows(IllegalArgumentException.class, () -> checkpoint.floats("floats", 2));
    assertThrows(IllegalArgumentException.class, () -> checkpoint.text("other"));
  }

  /** Wherever a byte is changed or the file is cut, it is refused in one line. */
  @Test
  void refusesDamagedFiles() throws IOException {
    Path file = write();
    byte[] whole = Files.readAllBytes(file);
    Path damaged = folder.resolve("damaged");
    for (int i = 0; i < whole.length; i += 3) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(damaged, changed);
      refuse(damaged, "test");
      Files.write(damaged, Arrays.copyOf(whole, i));
      refuse(damaged, "test");
    }
    refuse(file, "other");
    refuse(folder.resolve("absent"), "test");
    refuse(folder, "test");
  }

  @Test
  void anotherTrainersCheckpointIsNotFound() throws IOException {
    Path file = write();
    assertTrue(Checkpoint.find(file, "test").isPresent());
    assertTrue(Checkpoint.find(file, "other").isEmpty());
    assertTrue(Checkpoint.find(folder.resolve("absent"), "test").isEmpty());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 8));
    assertThrows(BadInputException.class, () -> Checkpoint.find(file, "test"));
  }

  private static void refuse(Path file, String kind) {
    BadInputException refusal =
        assertThrows(BadInputException.class, () -> Checkpoint.read(file, kind));
    assertEquals(1, refusal.getMessage().lines().count());
  }
}
