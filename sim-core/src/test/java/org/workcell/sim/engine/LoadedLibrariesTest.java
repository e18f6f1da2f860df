package org.workcell.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class LoadedLibrariesTest {

  private static final byte[] CONTENT = "a library".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void theChecksumsOfTheEngineAreThoseOfWhatIsLoaded() throws Exception {
    Engine.Identity engine = Engine.load();
    assertEquals(sha256OfLoaded("libmujoco.so"), engine.sha256());
    assertEquals(sha256OfLoaded("libjniMuJoCo.so"), engine.bindingSha256());
  }

  private static String sha256OfLoaded(String name) throws Exception {
    List<Path> loaded = LoadedLibraries.named(name::equals);
    assertEquals(1, loaded.size(), name);
    return sha256(Files.readAllBytes(loaded.get(0)));
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private URL jar() throws IOException {
    Path jar = folder.resolve("x.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("lib.so"));
      zip.write(CONTENT);
      zip.closeEntry();
    }
    return new URL("jar:" + jar.toUri() + "!/lib.so");
  }

  @Test
  void aFlippedByteIsFound() throws Exception {
    Path library = Files.write(folder.resolve("lib.so"), CONTENT);
    URL packed = jar();
    assertEquals(sha256(CONTENT), LoadedLibraries.requirePacked(library, packed));
    LoadedLibraries.requirePackedFast(library, packed);
    LoadedLibraries.requirePackedFast(library, library.toUri().toURL());
    byte[] flipped = CONTENT.clone();
    flipped[3] ^= 1;
    Files.write(library, flipped);
    assertDamaged(library, () -> LoadedLibraries.requirePacked(library, packed));
    assertDamaged(library, () -> LoadedLibraries.requirePackedFast(library, packed));
  }

  private static void assertDamaged(Path library, Executable check) {
    String message = assertThrows(EngineException.class, check).getMessage();
    assertTrue(message.contains(library + " is not the one that was built"), message);
    assertTrue(message.contains("delete that file"), message);
  }
}
