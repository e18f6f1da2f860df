package org.workcell.sim.scene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** SHA-256 over sets of scene files: names and contents, in the order of names. */
final class Checksums {

  private static final Set<String> SCENE_FILE_ENDINGS =
      Set.of("xml", "mjcf", "stl", "obj", "msh", "png", "jpg", "jpeg", "ktx", "hf", "skn");

  private Checksums() {}

  static String sha256(Map<String, byte[]> files) {
    MessageDigest digest = newDigest();
    files.forEach((name, content) -> add(digest, name, content));
    return HexFormat.of().formatHex(digest.digest());
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(newDigest().digest(content));
  }

  static String sha256(Path folder) throws IOException {
    MessageDigest digest = newDigest();
    for (Path file : sceneFiles(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      add(digest, name, Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> sceneFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Checksums::isSceneFile).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isSceneFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return SCENE_FILE_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static void add(MessageDigest digest, String name, byte[] content) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(content);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
