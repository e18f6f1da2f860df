package org.workcell.sim2real.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Sim2RealReportTest {

  private static String use(String model) {
    return new Sim2RealReport("title").verdict("good").use(model, "p.json", "logs").html();
  }

  @Test
  void commandsForOurOwnRobotsAreComplete() {
    String page = use("builtin:desktop");
    assertTrue(
        page.contains("workcell bench arm/reach-v1 --robot builtin:desktop --actuators p.json"),
        page);
  }

  @Test
  void commandsForOtherRobotsNameTheirMap() {
    String page = use("my/arm.xml");
    assertTrue(page.contains("--robot my/arm.xml --robot-map robot.yaml --actuators p.json"), page);
    assertTrue(page.contains("robot.yaml is a map of the robot"), page);
  }
}
