package org.workcell.sim.scene;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.workcell.sim.physics.ModelException;

/** Our own assets, read from the class path: a scene file and whatever it includes. */
final class BuiltinAssets extends AssetPack {

  static final BuiltinAssets INSTANCE = new BuiltinAssets();

  private BuiltinAssets() {}

  @Override
  public String name() {
    return "builtin";
  }

  @Override
  SceneContent read(SceneFiles scene) {
    Map<String, byte[]> files = files(scene);
    return new SceneContent(scene.builtinFile(), files, Checksums.sha256(files));
  }

  @Override
  PartFolder folder(PartRoot root) {
    return new ResourceFolder(root.builtinRoot());
  }

  /** Parts on the class path. */
  private record ResourceFolder(String root) implements PartFolder {

    @Override
    public byte[] read(String path) {
      return BuiltinAssets.read(root + "/" + path);
    }

    @Override
    public String sha256(String path) {
      return Checksums.sha256(read(path));
    }

    @Override
    public String refer(String path, Map<String, byte[]> memory) {
      String name = root + "/" + path;
      memory.computeIfAbsent(name, BuiltinAssets::read);
      return name;
    }
  }

  /** The scene file and its includes, by their path below the root. */
  private static Map<String, byte[]> files(SceneFiles scene) {
    Map<String, byte[]> files = new TreeMap<>();
    collect(scene.builtinRoot(), scene.builtinFile(), files);
    return files;
  }

  private static void collect(String root, String file, Map<String, byte[]> files) {
    if (files.containsKey(file)) {
      return;
    }
    byte[] content = read(root + "/" + file);
    files.put(file, content);
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("include")) {
          collect(root, beside(file, xml.getAttributeValue(null, "file")), files);
        }
      }
    } catch (XMLStreamException e) {
      throw new ModelException(
          "builtin scene file %s is not XML: %s".formatted(file, e.getMessage()));
    }
  }

  /** Includes are written relative to the folder of the file that holds them. */
  private static String beside(String file, String included) {
    return Path.of(file).resolveSibling(included).normalize().toString();
  }

  private static byte[] read(String resource) {
    try (InputStream in = BuiltinAssets.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ModelException(
            "builtin scene file %s is not on the class path".formatted(resource));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
