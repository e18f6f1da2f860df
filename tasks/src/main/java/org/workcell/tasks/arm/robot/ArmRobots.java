package org.workcell.tasks.arm.robot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.tasks.common.UserFiles;

/**
 * Robots by what users call them. Each is read once, and again where one of its files has changed.
 * Thread-safe.
 */
public final class ArmRobots {

  /** What stands for the robot's own map, which only ours have. */
  public static final String NO_MAP = "none";

  private static final String BUILTIN = "builtin:";

  /** Our own, by name. */
  private static final List<String> OWN = List.of("industrial", "desktop");

  private static final int MOST_KEPT = 16;
  private static final long MOST_BYTES = 1L << 28;

  private record Key(String robot, String map) {}

  private record Kept(ArmRobot robot, UserFiles files) {}

  private static final Map<Key, Kept> KEPT = new HashMap<>();

  private ArmRobots() {}

  /** Our own robots, as users name them. */
  public static List<String> builtin() {
    return OWN.stream().map(name -> BUILTIN + name).collect(Collectors.toUnmodifiableList());
  }

  /**
   * A robot.
   *
   * @param robot one of {@link #builtin}, or a file in MJCF or URDF
   * @param map a map file, or {@link #NO_MAP}
   * @throws org.workcell.sim.files.BadInputException saying what is missing or does not fit
   */
  public static ArmRobot of(String robot, String map) {
    Key key = new Key(robot, map);
    synchronized (KEPT) {
      Kept kept = KEPT.get(key);
      if (kept == null || !kept.files().current()) {
        kept = read(robot, map);
        if (KEPT.size() >= MOST_KEPT) {
          KEPT.clear();
        }
        KEPT.put(key, kept);
      }
      return kept.robot();
    }
  }

  /**
   * Writes one of our own robots as files that a user could have brought: {@code arm.xml} and the
   * map {@code robot.yaml}. Files that are there stay.
   *
   * @param robot one of {@link #builtin}
   * @throws IOException if they cannot be written
   */
  public static void extract(String robot, Path folder) throws IOException {
    String name = ownName(robot);
    UserFiles files = ArmRobots.newFiles();
    Files.createDirectories(folder);
    for (String file : List.of("arm.xml", "robot.yaml")) {
      Path target = folder.resolve(file);
      if (!Files.exists(target)) {
        AtomicFiles.write(target, files.read(RobotReader.ROOT + name + "/" + file));
      }
    }
  }

  /**
   * The MJCF file of one of our own robots, for programs that take files. It is written unless it
   * is there; its folder is named after its content, so that versions do not meet.
   *
   * @param robot one of {@link #builtin}
   * @param folder where it may be kept, such as one below the cache folder
   * @throws IOException if it cannot be written
   */
  public static Path modelFile(String robot, Path folder) throws IOException {
    String name = ownName(robot);
    byte[] content = ArmRobots.newFiles().read(RobotReader.ROOT + name + "/arm.xml");
    CRC32 crc = new CRC32();
    crc.update(content);
    Path target = folder.resolve("%s-%08x".formatted(name, crc.getValue())).resolve("arm.xml");
    if (!Files.exists(target) || !Arrays.equals(content, Files.readAllBytes(target))) {
      Files.createDirectories(target.getParent());
      Path next = Files.createTempFile(target.getParent(), "arm", ".new");
      Files.write(next, content);
      AtomicFiles.replace(target, next);
    }
    return target;
  }

  private static String ownName(String robot) {
    if (!builtin().contains(robot)) {
      throw new IllegalArgumentException("'%s' is none of %s".formatted(robot, builtin()));
    }
    return robot.substring(BUILTIN.length());
  }

  static UserFiles newFiles() {
    return new UserFiles("robot", MOST_BYTES);
  }

  private static Kept read(String robot, String map) {
    UserFiles files = ArmRobots.newFiles();
    RobotReader reader =
        robot.startsWith(BUILTIN)
            ? RobotReader.ofOurs(robot, robot.substring(BUILTIN.length()), files)
            : RobotReader.ofUser(Path.of(robot), files);
    return new Kept(reader.read(map), files);
  }
}
