package org.workcell.policies.remote;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.PolicyUnavailableException;

/**
 * A process that listens on a Unix socket and chooses actions. Its policies are for one thread
 * each; what several of them ask at the same time goes to the process as one request, and it is
 * asked one request at a time. Thread-safe.
 */
public final class PolicyProcess implements AutoCloseable {

  /** Before the name of a policy in another process, in reports. */
  public static final String LABEL = "python:";

  private final Conversation conversation;
  private final ProcessFacts facts;
  private final RequestBroker broker = new RequestBroker(this::exchange);
  private final BitSet takenRows = new BitSet();
  private final List<String> layouts = new ArrayList<>();
  private final AtomicReference<String> difference = new AtomicReference<>();

  private PolicyProcess(Conversation conversation, ProcessFacts facts) {
    this.conversation = conversation;
    this.facts = facts;
  }

  /**
   * Connects and greets.
   *
   * @throws IOException if nobody listens there
   * @throws PolicyUnavailableException if what listens there has no policy to offer
   */
  public static PolicyProcess connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      Conversation conversation = new Conversation(channel);
      return new PolicyProcess(conversation, conversation.greet());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What the process says about its policy. */
  public ProcessFacts facts() {
    return facts;
  }

  /** The policy in reports: {@code python:NAME}. */
  public String label() {
    return LABEL + facts.name();
  }

  /**
   * A policy for one thread at a time, which answers with actions, or with chunks where {@link
   * ProcessFacts#chunkSteps} is above 1. Its calls throw {@link PolicyUnavailableException} once
   * the process failed, ended or was stopped.
   *
   * @param layout what it gets of each environment, of one task or of many
   * @param playedSteps how many actions of an answer are carried out before it is asked again
   */
  public Policy newPolicy(BatchLayout layout, int playedSteps) {
    return new RemotePolicy(this, layout, playedSteps);
  }

  /**
   * How answers differed that should have been the same, so that what the policy does cannot be
   * repeated; empty while none did.
   */
  public Optional<String> difference() {
    return Optional.ofNullable(difference.get());
  }

  /** Takes note of answers that differ; the first note stays. */
  public void noteDifference(String what) {
    difference.compareAndSet(null, what);
  }

  RequestBroker broker() {
    return broker;
  }

  /** The lowest free number. */
  int takeRow() {
    synchronized (takenRows) {
      int row = takenRows.nextClearBit(0);
      takenRows.set(row);
      return row;
    }
  }

  void freeRow(int row) {
    synchronized (takenRows) {
      takenRows.clear(row);
    }
  }

  /** The number of a layout; layouts that differ in bounds of observations only share one. */
  int layout(BatchLayout layout) {
    String description = LayoutText.of(layout);
    synchronized (layouts) {
      if (!layouts.contains(description)) {
        layouts.add(description);
      }
      return layouts.indexOf(description);
    }
  }

  private String layoutText(int number) {
    synchronized (layouts) {
      return layouts.get(number);
    }
  }

  private void exchange(List<RequestBroker.Request> requests) {
    List<RemoteRow> rows = new ArrayList<>();
    requests.forEach(request -> rows.addAll(request.rows()));
    int layout = requests.get(0).layout();
    for (int first = 0; first < rows.size(); first += facts.mostRows()) {
      int end = Math.min(rows.size(), first + facts.mostRows());
      conversation.act(layout, layoutText(layout), rows.subList(first, end), label());
    }
  }

  /** Ends the connection. Idempotent. */
  @Override
  public void close() throws IOException {
    conversation.close();
  }
}
