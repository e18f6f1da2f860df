package org.workcell.tasks.arm.robot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.workcell.sim.files.BadInputException;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads, searches and writes the XML of robots. Refuses document types, so nothing is fetched. */
final class ModelText {

  private static final int MOST_LEVELS = 400;

  private ModelText() {}

  static Document parse(String where, byte[] content) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Thrower());
      Document document = builder.parse(new ByteArrayInputStream(content));
      requireFlat(where, document.getDocumentElement());
      return document;
    } catch (SAXException | IOException e) {
      throw new BadInputException(
          "robot file '%s' is not XML that can be read: %s".formatted(where, e.getMessage()), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java runtime has such a parser", e);
    }
  }

  /** What follows goes down by recursion. */
  private static void requireFlat(String where, Element root) {
    int levels = 0;
    Node node = root;
    while (node != null) {
      if (levels > MOST_LEVELS) {
        throw new BadInputException(
            "robot file '%s' has elements on more than %d levels".formatted(where, MOST_LEVELS));
      }
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        levels++;
        continue;
      }
      while (node != root && node.getNextSibling() == null) {
        node = node.getParentNode();
        levels--;
      }
      node = node == root ? null : node.getNextSibling();
    }
  }

  private static final class Thrower implements ErrorHandler {

    @Override
    public void warning(SAXParseException warning) {
      // What can be read is read.
    }

    @Override
    public void error(SAXParseException error) throws SAXException {
      throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
      throw error;
    }
  }

  /** A new document with a root of this name. */
  static Document create(String root) {
    try {
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
      document.appendChild(document.createElement(root));
      return document;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java runtime has such a parser", e);
    }
  }

  static byte[] write(Document document) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      TransformerFactory.newDefaultInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(bytes));
      return bytes.toByteArray();
    } catch (TransformerException e) {
      throw new IllegalStateException("a document that was read can be written", e);
    }
  }

  /** Elements directly below one. */
  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  /** Elements of a name directly below one. */
  static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(each -> each.getTagName().equals(name)).toList();
  }

  /** All elements below one, in the order of the text. */
  static Stream<Element> below(Element parent) {
    return children(parent).stream().flatMap(each -> Stream.concat(Stream.of(each), below(each)));
  }

  /** All elements of a name below one. */
  static List<Element> below(Element parent, String name) {
    return below(parent).filter(each -> each.getTagName().equals(name)).toList();
  }

  /** The value of an attribute that is there. */
  static Optional<String> value(Element element, String attribute) {
    return element.hasAttribute(attribute)
        ? Optional.of(element.getAttribute(attribute))
        : Optional.empty();
  }

  /** Adds an element at the end of another. */
  static Element add(Element parent, String name) {
    Element child = parent.getOwnerDocument().createElement(name);
    parent.appendChild(child);
    return child;
  }

  /** Numbers as an attribute has them. */
  static String numbers(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : " ").append(value);
    }
    return text.toString();
  }

  /** A text as part of an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
