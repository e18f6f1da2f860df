package org.workcell.sim.delta;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.CommandSpec.Component;
import org.workcell.sim.control.CommandSpec.Tracked;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * Position and velocity of what components of a command move, which a delta calls its channels. A
 * coordinate of a body or site moves with its Jacobian times the velocities of all joints. One
 * thread at a time; reading allocates nothing.
 */
final class ChannelState {

  private final List<Tracked> tracked = new ArrayList<>();
  private final int[] components;
  private final int[] positions;
  private final int[] velocities;
  private final boolean hasPoints;
  private final int columns;
  private final DoubleBuffer linear;
  private final DoubleBuffer angular;

  /**
   * Finds the channels.
   *
   * @param names of components, or of joints that components move
   * @throws IllegalArgumentException if there is no such component, or it moves nothing measurable
   */
  ChannelState(List<String> names, CommandSpec command, Model scene) {
    this.components = names.stream().mapToInt(name -> component(name, command)).toArray();
    this.positions = new int[components.length];
    this.velocities = new int[components.length];
    for (int i = 0; i < components.length; i++) {
      Component component = command.components().get(components[i]);
      Tracked moved = component.tracked().orElseThrow(() -> notTracked(component, command));
      tracked.add(moved);
      boolean joint = moved.object() == ObjectKind.JOINT;
      positions[i] =
          joint ? scene.positionAddress(moved.name()) : scene.index(moved.object(), moved.name());
      velocities[i] = joint ? scene.velocityAddress(moved.name()) : 0;
    }
    this.hasPoints = tracked.stream().anyMatch(each -> each.object() != ObjectKind.JOINT);
    this.columns = scene.velocityCount();
    this.linear = direct(hasPoints ? 3 * columns : 0);
    this.angular = direct(hasPoints ? 3 * columns : 0);
  }

  private static DoubleBuffer direct(int doubles) {
    return ByteBuffer.allocateDirect(doubles * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  private static int component(String name, CommandSpec command) {
    List<Component> all = command.components();
    int[] found =
        IntStream.range(0, all.size()).filter(i -> all.get(i).name().equals(name)).toArray();
    if (found.length == 0) {
      found = IntStream.range(0, all.size()).filter(i -> moves(all.get(i), name)).toArray();
    }
    if (found.length != 1) {
      throw new IllegalArgumentException(
          "the delta has a channel '%s', and %s of the command's components has this name or moves the joint of this name; there are %s. Train a delta for this robot, without joints that it does not command"
              .formatted(
                  name,
                  found.length == 0 ? "none" : "more than one",
                  all.stream().map(ChannelState::describe).toList()));
    }
    return found[0];
  }

  private static boolean moves(Component component, String joint) {
    return component
        .tracked()
        .filter(each -> each.object() == ObjectKind.JOINT)
        .filter(each -> each.name().equals(joint) || each.name().endsWith("/" + joint))
        .isPresent();
  }

  private static String describe(Component component) {
    return component
        .tracked()
        .filter(each -> each.object() == ObjectKind.JOINT)
        .map(each -> "%s (joint %s)".formatted(component.name(), each.name()))
        .orElse(component.name());
  }

  private static IllegalArgumentException notTracked(Component component, CommandSpec command) {
    return new IllegalArgumentException(
        "component %s of the command moves no joint and no coordinate that a delta could measure; use some of %s"
            .formatted(
                component.name(),
                command.components().stream()
                    .filter(each -> each.tracked().isPresent())
                    .map(Component::name)
                    .toList()));
  }

  /** Index of a channel's component in the command. */
  int component(int channel) {
    return components[channel];
  }

  /** Whether a channel's component counts from where the channel is. */
  boolean isDisplacement(int channel) {
    return tracked.get(channel).displacement();
  }

  /** Reads all channels; brings positions of bodies and sites up to date where they are needed. */
  void read(Physics physics, double[] position, double[] velocity) {
    if (hasPoints) {
      physics.refreshJacobians();
    }
    Tracked last = null;
    for (int i = 0; i < positions.length; i++) {
      Tracked moved = tracked.get(i);
      if (moved.object() == ObjectKind.JOINT) {
        position[i] = physics.qpos().get(positions[i]);
        velocity[i] = physics.qvel().get(velocities[i]);
        continue;
      }
      boolean body = moved.object() == ObjectKind.BODY;
      position[i] = (body ? physics.bodyPos() : physics.sitePos()).get(positions[i], moved.axis());
      if (last == null || last.object() != moved.object() || !last.name().equals(moved.name())) {
        readJacobian(physics, body, positions[i]);
      }
      last = moved;
      velocity[i] = speed(physics, moved.axis());
    }
  }

  private void readJacobian(Physics physics, boolean body, int index) {
    if (body) {
      physics.bodyJacobian(index, linear, angular);
    } else {
      physics.siteJacobian(index, linear, angular);
    }
  }

  private double speed(Physics physics, int axis) {
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      double share = linear.get(axis * columns + i);
      if (share != 0) {
        sum += share * physics.qvel().get(i);
      }
    }
    return sum;
  }
}
