package org.workcell.policies.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.PolicyAnswerException;

/**
 * One thread's part of a policy in another process. In every {@code checkedEpisodes}th episode,
 * beginning with the first, the process is asked for a second row with the same observations and
 * the same seed; answers that differ to the bit are reported to the {@link PolicyProcess}.
 */
final class RemotePolicy implements Policy {

  private final PolicyProcess process;
  private final ProcessFacts facts;
  private final int layout;
  private final int actionSize;
  private final int playedSteps;
  private final List<RemoteRow> rows = new ArrayList<>();

  /** For the environments whose episode is checked; null for others. */
  private final List<RemoteRow> checks = new ArrayList<>();

  private final List<RemoteRow> idle = new ArrayList<>();
  private long episodes;
  private boolean closed;

  RemotePolicy(PolicyProcess process, BatchLayout layout, int playedSteps) {
    this.process = process;
    this.facts = process.facts();
    this.layout = process.layout(layout);
    this.actionSize = layout.action().size();
    this.playedSteps = playedSteps;
    process.broker().join();
  }

  @Override
  public String name() {
    return process.label();
  }

  @Override
  public int chunkSteps() {
    return facts.chunkSteps();
  }

  @Override
  public boolean readsScene() {
    return facts.readsScene();
  }

  @Override
  public void start(int environment, Episode episode) {
    while (rows.size() <= environment) {
      rows.add(newRow());
      checks.add(null);
    }
    rows.get(environment).start(episode);
    boolean checked = facts.checkedEpisodes() > 0 && episodes++ % facts.checkedEpisodes() == 0;
    RemoteRow check = checks.get(environment);
    if (!checked && check != null) {
      idle.add(check);
      checks.set(environment, null);
    } else if (checked) {
      if (check == null) {
        check = idle.isEmpty() ? newRow() : idle.remove(idle.size() - 1);
        checks.set(environment, check);
      }
      check.start(episode);
    }
  }

  private RemoteRow newRow() {
    return new RemoteRow(process.takeRow(), actionSize, facts.chunkSteps(), playedSteps);
  }

  @Override
  public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
    List<RemoteRow> asked = new ArrayList<>();
    List<RemoteRow> again = new ArrayList<>();
    for (int i = 0; i < environments.length; i++) {
      RemoteRow row = rows.get(environments[i]);
      row.place(batch, i);
      asked.add(row);
      RemoteRow check = checks.get(environments[i]);
      if (check != null) {
        check.place(batch, i);
        again.add(check);
      }
    }
    asked.addAll(again);
    process.broker().ask(new RequestBroker.Request(layout, asked));
    for (int environment : environments) {
      compare(rows.get(environment), checks.get(environment));
    }
    asked.forEach(RemoteRow::answered);
    write(environments, actions);
  }

  private void compare(RemoteRow row, RemoteRow check) {
    if (check != null && !Arrays.equals(row.answer(), check.answer())) {
      process.noteDifference(
          "the same observations of the same episode were answered differently, as seen in an"
              + " episode of %s with seed %d, step %d"
                  .formatted(
                      row.episode().task(), row.episode().seeds().rootSeed(), row.step() + 1));
    }
  }

  private void write(int[] environments, BatchBlock actions) {
    Map<Integer, String> failures = new TreeMap<>();
    for (int i = 0; i < environments.length; i++) {
      double[] answer = rows.get(environments[i]).answer();
      String reason = unusable(answer, actions);
      if (reason == null) {
        actions.putRow(i, answer);
      } else {
        failures.put(environments[i], reason);
      }
    }
    if (!failures.isEmpty()) {
      throw new PolicyAnswerException(failures);
    }
  }

  /** Why an answer cannot be played, or null. */
  private String unusable(double[] answer, BatchBlock actions) {
    for (int i = 0; i < answer.length; i++) {
      if (!Double.isFinite(answer[i]) || !actions.spec().type().canHold(answer[i])) {
        return "policy %s answers %s for action element %d; look at its code and at the observation"
            .formatted(name(), answer[i], i);
      }
    }
    return null;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      process.broker().leave();
      rows.forEach(row -> process.freeRow(row.id()));
      idle.forEach(row -> process.freeRow(row.id()));
      checks.stream().filter(check -> check != null).forEach(check -> process.freeRow(check.id()));
    }
  }
}
