package org.workcell.sim.scene;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;

/** Our own assets, read from the class path: a scene file and whatever it includes. */
final class BuiltinAssets implements AssetPack {

  static final BuiltinAssets INSTANCE = new BuiltinAssets();

  private BuiltinAssets() {}

  @Override
  public String name() {
    return "builtin";
  }

  @Override
  public Model load(SceneFiles scene, SceneAdditions additions) {
    Map<String, byte[]> files = files(scene);
    files.computeIfPresent(scene.builtinFile(), (name, content) -> additions.into(content));
    files.putAll(additions.files());
    return Model.load(scene.builtinFile(), files);
  }

  @Override
  public String sha256(SceneFiles scene) {
    return Checksums.sha256(files(scene));
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
    return java.nio.file.Path.of(file).resolveSibling(included).normalize().toString();
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
