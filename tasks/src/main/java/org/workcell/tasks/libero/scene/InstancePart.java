package org.workcell.tasks.libero.scene;

import java.util.List;
import org.workcell.sim.scene.PartReader;
import org.workcell.tasks.libero.problem.Categories;
import org.workcell.tasks.libero.problem.Instance;

/** An object or fixture: the file of its category with the names of one instance. */
final class InstancePart {

  private InstancePart() {}

  /** Reads the part of an instance, whose world then holds its root body alone. */
  static Part read(Places places, PartReader reader, Instance instance) {
    Part part = places.readObject(reader, Categories.of(instance));
    Element root = root(part);
    root.set("name", "main");
    nameGeoms(root);
    if (!instance.isFixture()) {
      root.add(new Element("joint"))
          .set("name", "joint0")
          .set("type", "free")
          .set("damping", "0.0005");
    }
    root.add(new Element("site"))
        .set("name", "default_site")
        .set("pos", "0 0 0")
        .set("size", "0.002 0.002 0.002")
        .set("rgba", "1 0 0 0")
        .set("type", "sphere")
        .set("group", "0");
    List<Element> world = part.section("worldbody");
    world.clear();
    world.add(root);
    part.prefix(instance.name() + "_");
    return part;
  }

  /** Around the object is a body that only carries markers for placing it. */
  private static Element root(Part part) {
    return part.onlyBody().children().stream()
        .filter(each -> each.is("body") && "object".equals(each.name()))
        .findFirst()
        .orElseThrow(() -> part.broken("has no body 'object' in the body of its world"));
  }

  /** All geoms count, named ones too. */
  private static void nameGeoms(Element root) {
    int[] count = {0};
    root.forEach(
        element -> {
          if (element.is("geom")) {
            element.attributes().putIfAbsent("name", "g" + count[0]);
            count[0]++;
          }
        });
  }
}
