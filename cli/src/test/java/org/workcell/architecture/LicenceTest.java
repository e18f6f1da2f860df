package org.workcell.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The licence is the text that everybody knows, and every module carries it. */
class LicenceTest {

  /** Of https://www.apache.org/licenses/LICENSE-2.0.txt. */
  private static final String APACHE_2_0 =
      "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30";

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

  private static final int MODULES = 8;

  @Test
  void theLicenceIsApacheTwoWordForWord() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(ROOT.resolve("LICENSE")));
    assertEquals(APACHE_2_0, HexFormat.of().formatHex(digest));
    assertTrue(Files.readString(ROOT.resolve("pom.xml")).contains("<name>Apache-2.0</name>"));
  }

  @Test
  void everyModuleCarriesTheLicence() throws IOException {
    Pattern ours = Pattern.compile(".*(/target/classes|/workcell-[a-z0-9.-]+\\.jar)");
    List<Path> modules =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> ours.matcher(entry).matches() && !entry.endsWith("-tests.jar"))
            .map(Path::of)
            .filter(Files::exists)
            .toList();
    assertTrue(modules.size() >= MODULES, modules.toString());
    for (Path module : modules) {
      if (Files.isDirectory(module)) {
        requireLicence(module);
      } else {
        try (FileSystem jar =
            FileSystems.newFileSystem(URI.create("jar:" + module.toUri()), Map.of())) {
          requireLicence(jar.getPath("/"));
        }
      }
    }
  }

  private static void requireLicence(Path module) throws IOException {
    for (String name : List.of("LICENSE", "NOTICE")) {
      Path file = module.resolve("META-INF").resolve(name);
      assertTrue(
          Files.exists(file), file.toUri() + " is missing; see pom.xml, execution 'licence'");
      assertEquals(Files.readString(ROOT.resolve(name)), Files.readString(file), file + "");
    }
  }

  /** What is under another licence than ours is named with it. */
  @Test
  void theNoticeNamesWhatOthersWrote() throws IOException {
    String notice = Files.readString(ROOT.resolve("NOTICE"));
    try (Stream<Path> walk =
        Files.walk(ROOT.resolve("tasks/src/main/resources/org/workcell/tasks/libero"))) {
      List<String> tables =
          walk.filter(Files::isRegularFile)
              // Sizes of our own parts, for experts.
              .filter(file -> !file.getParent().endsWith("experts"))
              .map(file -> file.getFileName().toString())
              // Successes of our own experts.
              .filter(name -> !name.equals("expert-rates.csv"))
              .toList();
      assertTrue(tables.contains("stored-states.bin"), tables.toString());
      for (String table : tables) {
        assertTrue(notice.contains(table), table + " comes from LIBERO; name it in NOTICE");
      }
    }
    for (String fetched : List.of("libtorch", "ffmpeg", "Bullet Physics")) {
      assertTrue(notice.contains(fetched), fetched + " is fetched; name it in NOTICE");
    }
    assertTrue(notice.contains("Copyright (c) 2023 Lifelong Robot Learning"), notice);
  }
}
