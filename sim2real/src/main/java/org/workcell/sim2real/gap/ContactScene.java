package org.workcell.sim2real.gap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim2real.model.RobotModel;

/**
 * A robot with a table just under its hand, for families of contact. The table is a geom of the
 * world whose friction counts alone, whatever touches it.
 */
final class ContactScene {

  /** Name of the table's geom. */
  static final String TABLE = "gap_table";

  private static final String FILE = "model.xml";

  /** Between the lowest point of the hand at home and the table, m. */
  private static final double CLEARANCE_METRES = 0.002;

  private static final double HALF_THICKNESS = 0.02;
  private static final double NOMINAL_FRICTION = 0.6;

  private ContactScene() {}

  /**
   * Writes a copy of a model with a table.
   *
   * @return the copy
   * @throws IllegalArgumentException if the model refers to other files, or the table would touch
   *     the robot at every height
   */
  static Path write(GapPlan plan, Path model, Path folder) {
    try {
      String text = Files.readString(model, StandardCharsets.UTF_8);
      if (text.contains(" file=\"")) {
        throw new IllegalArgumentException(
            "family G8 copies the model, but %s refers to other files; give a model in one file"
                .formatted(model));
      }
      Path copy = folder.resolve(FILE);
      AtomicFiles.write(copy, bytes(text, 0, 0, -10, 0.1));
      double[] place = place(copy, plan);
      AtomicFiles.write(copy, bytes(text, place[0], place[1], place[2], place[3]));
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("'%s' cannot be copied".formatted(model), e);
    }
  }

  private static byte[] bytes(String text, double x, double y, double z, double half) {
    int end = text.lastIndexOf("</worldbody>");
    if (end < 0) {
      throw new IllegalArgumentException("the model has no <worldbody> to put a table into");
    }
    String table =
        String.format(
            Locale.ROOT,
            "<geom name=\"%s\" type=\"box\" size=\"%.4f %.4f %.4f\" pos=\"%.6f %.6f %.6f\""
                + " priority=\"1\" condim=\"3\" friction=\"%s 0.005 0.0001\" solref=\"0.02 1\"/>%n",
            TABLE,
            half,
            half,
            HALF_THICKNESS,
            x,
            y,
            z,
            NOMINAL_FRICTION);
    return (text.substring(0, end) + table + text.substring(end)).getBytes(StandardCharsets.UTF_8);
  }

  /** Centre of the table and half its width. */
  private static double[] place(Path scene, GapPlan plan) {
    try (RobotModel robot = RobotModel.load(scene);
        WorkerModel worker = new WorkerModel(robot.model());
        Physics physics = new Physics(robot.model())) {
      GapArm arm = GapArm.of(robot, plan.joints(), plan.chain());
      physics.useModel(worker);
      physics.qpos().write(0, arm.home());
      physics.refreshPositions();
      double[] tip = TipPath.tip(robot, physics);
      double half = 0.25 * arm.reach();
      double free = tip[2] - arm.reach();
      double touching = tip[2] + 0.2 * arm.reach();
      for (int i = 0; i < 40; i++) {
        double middle = (free + touching) / 2;
        if (touches(robot.model(), worker, physics, tip, middle, half)) {
          touching = middle;
        } else {
          free = middle;
        }
      }
      return new double[] {tip[0], tip[1], free - CLEARANCE_METRES - HALF_THICKNESS, half};
    }
  }

  private static boolean touches(
      Model model, WorkerModel worker, Physics physics, double[] tip, double top, double half) {
    int table = model.geom(TABLE);
    ModelEdits edits = new ModelEdits();
    edits.setRow(ModelField.GEOM_POS, table, tip[0], tip[1], top - HALF_THICKNESS);
    edits.setRow(ModelField.GEOM_SIZE, table, half, half, HALF_THICKNESS);
    edits.set(ModelField.GEOM_RBOUND, table, 2 * half + HALF_THICKNESS);
    worker.apply(edits);
    physics.refreshContacts();
    Contacts contacts = new Contacts(64);
    physics.readContacts(contacts);
    for (int i = 0; i < contacts.size(); i++) {
      if (contacts.geom1(i) == table || contacts.geom2(i) == table) {
        return true;
      }
    }
    return false;
  }
}
