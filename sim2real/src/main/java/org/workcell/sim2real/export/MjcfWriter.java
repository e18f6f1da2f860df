package org.workcell.sim2real.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.workcell.datasets.parameters.IdentifiedParameter;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.control.ActuatorChain;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.model.RobotSimulation;

/** Puts the parameters of one file into the text of one model. One thread at a time. */
final class MjcfWriter {

  private static final double TOLERANCE = 1e-12;
  private static final Set<String> JOINT_NUMBERS =
      Set.of("damping", "armature", "frictionloss", "stiffness");
  private static final List<ModelField> COMPARED =
      List.of(
          ModelField.BODY_MASS,
          ModelField.BODY_IPOS,
          ModelField.BODY_INERTIA,
          ModelField.DOF_DAMPING,
          ModelField.DOF_ARMATURE,
          ModelField.DOF_FRICTIONLOSS,
          ModelField.DOF_INERTIA0,
          ModelField.JNT_STIFFNESS,
          ModelField.GEOM_FRICTION,
          ModelField.GEOM_SOLREF,
          ModelField.ACTUATOR_FORCERANGE);

  private final MjcfText text;
  private final RobotSimulation wanted;
  private final Model model;
  private final List<IdentifiedParameter> parameters;
  private final ServoElements servos;
  private final Map<String, Double> written = new LinkedHashMap<>();
  private final List<String> unchanged = new ArrayList<>();
  private final List<MjcfExport.Left> left = new ArrayList<>();
  private final Set<MjcfText.Element> inertials = new LinkedHashSet<>();
  private final Set<String> attributes = new LinkedHashSet<>();

  MjcfWriter(MjcfText text, RobotSimulation wanted, ParameterFile file) {
    this.text = text;
    this.wanted = wanted;
    this.model = wanted.setup().model().model();
    this.parameters =
        file.parameters().stream().filter(each -> Double.isFinite(each.value())).toList();
    this.servos = new ServoElements(text, model, ParameterFiles.chain(file));
  }

  MjcfText text() {
    return text;
  }

  /** Whether every element that something is said of stands in the text itself. */
  boolean findsEverything() {
    for (IdentifiedParameter parameter : parameters) {
      Path path = Path.of(parameter.path());
      if (path.isOfElement() && element(path).isEmpty()) {
        return false;
      }
    }
    return servos.findsEverything();
  }

  /** A parameter's path in parts. */
  private record Path(String kind, String name, String number) {

    static Path of(String path) {
      int colon = path.indexOf(':');
      int slash = path.lastIndexOf('/');
      return new Path(
          path.substring(0, colon), path.substring(colon + 1, slash), path.substring(slash + 1));
    }

    boolean isOfElement() {
      return switch (kind) {
        case "body", "joint", "geom" -> true;
        case "actuator" -> !number.contains(".") && !number.equals("torque_per_current");
        default -> false;
      };
    }
  }

  private Optional<MjcfText.Element> element(Path path) {
    if (path.kind.equals("actuator")) {
      return servos.element(path.name);
    }
    return text
        .find(
            each ->
                each.tag.equals(path.kind)
                    && each.isWithin("worldbody")
                    && text.attribute(each, "name").equals(path.name))
        .stream()
        .findFirst();
  }

  MjcfExport.Result write() {
    for (IdentifiedParameter parameter : parameters) {
      Path path = Path.of(parameter.path());
      if (path.isOfElement()) {
        writeOne(parameter, path);
      } else if (!path.kind.equals("actuator") || path.number.equals("torque_per_current")) {
        leave(parameter.path(), parameter.value(), "MJCF has no such number");
      }
    }
    writeChain();
    return new MjcfExport.Result(written, unchanged, left);
  }

  private void leave(String path, double value, String reason) {
    left.add(new MjcfExport.Left(path, value, reason));
  }

  private void writeOne(IdentifiedParameter parameter, Path path) {
    Optional<MjcfText.Element> element = element(path);
    if (element.isEmpty()) {
      leave(parameter.path(), parameter.value(), "no file of the model has this element");
    } else if (isUnchanged(path)) {
      unchanged.add(parameter.path());
    } else {
      written.put(parameter.path(), parameter.value());
      switch (path.kind) {
        case "joint" -> text.set(element.get(), path.number, number(parameter.value()));
        case "body" -> writeInertial(element.get(), path.name);
        case "geom" -> writeContact(element.get(), path);
        default -> servos.write(element.get(), path.name, path.number, wanted);
      }
    }
  }

  /** Whether all numbers of the object that could be written are those of the model already. */
  private boolean isUnchanged(Path path) {
    return switch (path.kind) {
      case "joint" -> {
        int joint = model.index(ObjectKind.JOINT, path.name);
        ModelField field = jointField(path);
        int index = path.number.equals("stiffness") ? joint : model.velocityAddress(path.name);
        yield same(field, index, 1);
      }
      case "body" -> {
        int body = model.body(path.name);
        yield same(ModelField.BODY_MASS, body, 1)
            && same(ModelField.BODY_IPOS, body, 3)
            && same(ModelField.BODY_INERTIA, body, 3)
            && same(ModelField.BODY_IQUAT, body, 4);
      }
      case "geom" -> {
        int geom = model.geom(path.name);
        yield same(ModelField.GEOM_FRICTION, geom, 3) && same(ModelField.GEOM_SOLREF, geom, 2);
      }
      default -> false;
    };
  }

  private static ModelField jointField(Path path) {
    if (!JOINT_NUMBERS.contains(path.number)) {
      throw new IllegalArgumentException("joints have no number '%s'".formatted(path.number));
    }
    return switch (path.number) {
      case "damping" -> ModelField.DOF_DAMPING;
      case "armature" -> ModelField.DOF_ARMATURE;
      case "frictionloss" -> ModelField.DOF_FRICTIONLOSS;
      default -> ModelField.JNT_STIFFNESS;
    };
  }

  private boolean same(ModelField field, int row, int columns) {
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      if (model.get(field, i) != wanted.get(field, i)) {
        return false;
      }
    }
    return true;
  }

  private void writeInertial(MjcfText.Element body, String name) {
    if (!inertials.add(body)) {
      return;
    }
    int index = model.body(name);
    String inertial =
        "<inertial pos=\"%s\" quat=\"%s\" mass=\"%s\" diaginertia=\"%s\"/>"
            .formatted(
                row(ModelField.BODY_IPOS, index, 3),
                row(ModelField.BODY_IQUAT, index, 4),
                number(wanted.get(ModelField.BODY_MASS, index)),
                row(ModelField.BODY_INERTIA, index, 3));
    body.children.stream()
        .filter(each -> each.tag.equals("inertial"))
        .findFirst()
        .ifPresentOrElse(
            old -> text.replace(old, inertial), () -> text.insertFirst(body, inertial));
  }

  private String row(ModelField field, int row, int columns) {
    StringJoiner numbers = new StringJoiner(" ");
    for (int i = row * columns; i < (row + 1) * columns; i++) {
      numbers.add(number(wanted.get(field, i)));
    }
    return numbers.toString();
  }

  private void writeContact(MjcfText.Element element, Path path) {
    int geom = model.geom(path.name);
    if (path.number.startsWith("contact_")) {
      setOnce(element, "solref", row(ModelField.GEOM_SOLREF, geom, 2));
    } else {
      setOnce(element, "friction", row(ModelField.GEOM_FRICTION, geom, 3));
    }
  }

  private void setOnce(MjcfText.Element element, String name, String value) {
    if (attributes.add(System.identityHashCode(element) + name)) {
      text.set(element, name, value);
    }
  }

  static String number(double value) {
    return Double.toString(value);
  }

  private void writeChain() {
    for (ActuatorChain.Stage stage : servos.chain().stages()) {
      stage
          .actuators()
          .forEach(
              (actuator, values) -> {
                Optional<String> reason = servos.reasonAgainst(stage.stage(), actuator);
                values.forEach(
                    (name, value) -> {
                      String path = "actuator:%s/%s.%s".formatted(actuator, stage.stage(), name);
                      if (ServoElements.isDefault(stage.stage(), name, value)) {
                        return;
                      }
                      if (reason.isEmpty()) {
                        written.put(path, value);
                      } else {
                        leave(path, value, reason.get());
                      }
                    });
                if (reason.isEmpty()) {
                  servos.replace(stage.stage(), actuator);
                }
              });
    }
  }

  /**
   * Checks that a compiled text is the model with the parameters.
   *
   * @throws BadInputException naming what differs
   */
  void requireSaid(Model compiled) {
    for (ModelField field : COMPARED) {
      double[] is = compiled.values(field);
      for (int i = 0; i < is.length; i++) {
        double should = wanted.get(field, i);
        boolean ofChain = field == ModelField.ACTUATOR_FORCERANGE && servos.isReplaced(i / 2);
        if (!ofChain && Math.abs(is[i] - should) > TOLERANCE * Math.max(1, Math.abs(should))) {
          throw new BadInputException(
              "the written model has %s[%d] = %s where the parameters give %s; does its compiler element overrule masses or inertias (inertiafromgeom, settotalmass, balanceinertia)?"
                  .formatted(field.engineName(), i, is[i], should));
        }
      }
    }
  }
}
