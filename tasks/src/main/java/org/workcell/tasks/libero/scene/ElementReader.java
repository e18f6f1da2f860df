package org.workcell.tasks.libero.scene;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.workcell.sim.physics.ModelException;

/**
 * Reads elements of MJCF; text and comments are dropped. Document types and external entities are
 * refused, and so is what is larger than any part of a scene.
 */
final class ElementReader {

  private static final int MOST_BYTES = 1 << 24;
  private static final int MOST_LEVELS = 200;
  private static final int MOST_ELEMENTS = 100_000;

  private ElementReader() {}

  /**
   * Reads a whole file.
   *
   * @throws ModelException saying what is wrong with it
   */
  static Element read(byte[] content) {
    if (content.length > MOST_BYTES) {
      throw new ModelException(
          "has %d bytes; a part of a scene has at most %d".formatted(content.length, MOST_BYTES));
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
      Element root = read(xml);
      if (!root.is("mujoco")) {
        throw new ModelException("is not MJCF: its outermost element is " + root.tag());
      }
      return root;
    } catch (XMLStreamException e) {
      throw new ModelException("is not XML: " + e.getMessage().replace('\n', ' '));
    }
  }

  private static Element read(XMLStreamReader xml) throws XMLStreamException {
    Deque<Element> open = new ArrayDeque<>();
    Element root = null;
    int elements = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        elements++;
        if (open.size() == MOST_LEVELS || elements > MOST_ELEMENTS) {
          throw new ModelException(
              "has more than %d levels or %d elements".formatted(MOST_LEVELS, MOST_ELEMENTS));
        }
        Element element = element(xml);
        if (open.isEmpty()) {
          root = element;
        } else {
          open.peek().add(element);
        }
        open.push(element);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open.pop();
      }
    }
    return root;
  }

  private static Element element(XMLStreamReader xml) {
    Element element = new Element(xml.getLocalName());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      element.set(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    return element;
  }
}
