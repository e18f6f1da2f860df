package org.workcell.tasks.libero;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;

/** The facts of a config as programs in other languages read them; the names are a contract. */
final class LiberoFacts {

  private LiberoFacts() {}

  static Map<String, Object> of(TaskConfig config) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("suite", config.suite());
    facts.put("index", config.index());
    facts.put("name", config.name());
    facts.put("problem", config.problem().upstreamName());
    facts.put("language", config.language());
    facts.put("bddl_language", config.bddlLanguage());
    facts.put("objects", config.movables().stream().map(Instance::name).toList());
    facts.put("fixtures", config.fixtures().stream().map(Instance::name).toList());
    facts.put("fixture_joints", config.fixtureJoints());
    facts.put("objects_of_interest", config.objectsOfInterest());
    facts.put("state_width", config.stateWidth());
    facts.put("position_count", config.positionCount());
    facts.put("init", atoms(config.init()));
    facts.put("goal", atoms(config.goal()));
    facts.put("goal_columns", config.goal().stream().map(LiberoTask::column).toList());
    facts.put("maximal_steps", maximalSteps(config.suite()));
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
