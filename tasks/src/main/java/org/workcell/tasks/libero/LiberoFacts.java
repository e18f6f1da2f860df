package org.workcell.tasks.libero;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskSheet;

/** The facts of a sheet as programs in other languages read them; the names are a contract. */
final class LiberoFacts {

  private LiberoFacts() {}

  static Map<String, Object> of(TaskSheet sheet) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("suite", sheet.suite());
    facts.put("index", sheet.index());
    facts.put("name", sheet.name());
    facts.put("problem", sheet.problem().upstreamName());
    facts.put("language", sheet.language());
    facts.put("bddl_language", sheet.bddlLanguage());
    facts.put("objects", sheet.movables().stream().map(Instance::name).toList());
    facts.put("fixtures", sheet.fixtures().stream().map(Instance::name).toList());
    facts.put("fixture_joints", sheet.fixtureJoints());
    facts.put("objects_of_interest", sheet.objectsOfInterest());
    facts.put("state_width", sheet.stateWidth());
    facts.put("position_count", sheet.positionCount());
    facts.put("init", atoms(sheet.init()));
    facts.put("goal", atoms(sheet.goal()));
    facts.put("goal_columns", sheet.goal().stream().map(LiberoTask::column).toList());
    facts.put("maximal_steps", maximalSteps(sheet.suite()));
    return facts;
  }

  /** Each as a list: the predicate, then its arguments. */
  private static List<List<String>> atoms(List<Atom> atoms) {
    List<List<String>> lists = new ArrayList<>();
    for (Atom atom : atoms) {
      List<String> words = new ArrayList<>(List.of(atom.predicate()));
      words.addAll(atom.arguments());
      lists.add(words);
    }
    return lists;
  }

  /** Steps of an episode by convention. */
  private static Map<String, Integer> maximalSteps(String suite) {
    Map<String, Integer> steps = new LinkedHashMap<>();
    for (EvaluationConvention each : EvaluationConvention.values()) {
      steps.put(each.label(), each.horizon(suite));
    }
    return steps;
  }
}
