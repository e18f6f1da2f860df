package org.workcell.tasks.libero.assets;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;

/**
 * Scenes for checks of single parts: the global options, a flat support with its top at z = 0, and
 * what is added. Only what collides is kept of a part, unless it is asked for whole.
 */
final class PartBench {

  private static final String ROOT = "/org/workcell/assets/libero/";
  private static final String SUPPORT =
      "<geom name='support' type='box' group='0' size='1 1 0.05' pos='0 0 -0.05' friction='1 0.005"
          + " 0.0001'/>";

  private final Document scene = parse(read("base.xml"));

  PartBench() {
    ((Element) scene.getElementsByTagName("option").item(0)).setAttribute("timestep", "0.002");
  }

  static byte[] read(String file) {
    try (InputStream stream = PartBench.class.getResourceAsStream(ROOT + file)) {
      assertNotNull(stream, () -> "no part " + file);
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of a table of words; lines that begin with a hash are notes. */
  static List<String[]> table(InputStream stream) throws IOException {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.trim().split("\\s+"))
          .toList();
    }
  }

  /** A table of expected numbers beside this class. */
  static List<String[]> expected(String file) {
    try {
      return table(PartBench.class.getResourceAsStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double[] numbers(String[] row, int from, int count) {
    return Arrays.stream(row, from, from + count).mapToDouble(Double::parseDouble).toArray();
  }

  static double[] row(DoubleArray array, int index) {
    double[] row = new double[array.columns()];
    array.readRow(index, row);
    return row;
  }

  static String text(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(String.format(Locale.ROOT, "%.10g ", value));
    }
    return text.toString().trim();
  }

  /** A fixture: its body {@code object} without a joint, at the origin. */
  PartBench fixture(String category) {
    addObject(category);
    return this;
  }

  /** A movable: its body {@code object} with the free joint {@code joint0}. */
  PartBench movable(String category) {
    world().appendChild(element(SUPPORT));
    Element body = addObject(category);
    body.insertBefore(
        element("<joint name='joint0' type='free' damping='0.0005'/>"), body.getFirstChild());
    return this;
  }

  private Element addObject(String category) {
    Document part = parse(read("objects/" + category + ".xml"));
    Node defaults = part.getElementsByTagName("default").item(0);
    root().insertBefore(scene.importNode(defaults, true), root().getFirstChild());
    Element world = (Element) part.getElementsByTagName("worldbody").item(0);
    Element body = child(child(world, "body"), "body");
    return (Element) world().appendChild(solid((Element) scene.importNode(body, true)));
  }

  /** Adds an element to the world. */
  PartBench add(String xml) {
    world().appendChild(element(xml));
    return this;
  }

  /** A part of the robot below a body of the scene; its actuators and sensors come along. */
  PartBench robotPart(String file, String parentBody) {
    Document part = parse(read("robot/" + file + ".xml"));
    Element body = child((Element) part.getElementsByTagName("worldbody").item(0), "body");
    body(parentBody).appendChild(solid((Element) scene.importNode(body, true)));
    for (String section : List.of("actuator", "sensor")) {
      NodeList all = part.getElementsByTagName(section);
      if (all.getLength() > 0) {
        root().appendChild(scene.importNode(all.item(0), true));
      }
    }
    return this;
  }

  /** A position servo on a joint. */
  PartBench servo(String joint, String name, double stiffness) {
    Element section = (Element) root().appendChild(scene.createElement("actuator"));
    section.appendChild(
        element(
            "<position name='%s' joint='%s' kp='%s'/>".formatted(name, joint, text(stiffness))));
    return this;
  }

  Model compile() {
    return Model.load("scene.xml", Map.of("scene.xml", write(scene)));
  }

  private static Element solid(Element body) {
    NodeList geoms = body.getElementsByTagName("geom");
    List<Element> drawn = new ArrayList<>();
    for (int i = 0; i < geoms.getLength(); i++) {
      Element geom = (Element) geoms.item(i);
      if (geom.getAttribute("class").equals("looks") || geom.getAttribute("group").equals("1")) {
        drawn.add(geom);
      }
    }
    drawn.forEach(geom -> geom.getParentNode().removeChild(geom));
    return body;
  }

  private Element body(String name) {
    if (name.equals("world")) {
      return world();
    }
    NodeList bodies = scene.getElementsByTagName("body");
    for (int i = 0; i < bodies.getLength(); i++) {
      if (((Element) bodies.item(i)).getAttribute("name").equals(name)) {
        return (Element) bodies.item(i);
      }
    }
    throw new IllegalArgumentException("no body " + name);
  }

  private Element root() {
    return scene.getDocumentElement();
  }

  private Element world() {
    return (Element) scene.getElementsByTagName("worldbody").item(0);
  }

  private static Element child(Element parent, String tag) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(tag)) {
        return element;
      }
    }
    throw new IllegalArgumentException("no " + tag + " in " + parent.getTagName());
  }

  private Element element(String xml) {
    Document small = parse(xml.getBytes(StandardCharsets.UTF_8));
    return (Element) scene.importNode(small.getDocumentElement(), true);
  }

  private static Document parse(byte[] xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] write(Document document) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(bytes));
      return bytes.toByteArray();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
