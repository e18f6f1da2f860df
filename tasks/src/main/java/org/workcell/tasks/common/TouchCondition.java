package org.workcell.tasks.common;

import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Physics;

/**
 * Contact between two sets of geoms: an entry of the engine's contact list pairs a geom of one with
 * a geom of the other. There is no threshold on distance or force, so contacts within a margin
 * count. The list is that of the last position stage.
 */
public final class TouchCondition implements Condition {

  private static final int USUAL_CONTACTS = 512;

  private final Physics physics;
  private final boolean[] first;
  private final boolean[] second;
  private Contacts contacts = new Contacts(USUAL_CONTACTS);

  /**
   * A condition on two sets.
   *
   * @param first by geom, whether it is in the first set; not copied
   * @param second by geom, whether it is in the second set; not copied
   */
  public TouchCondition(Physics physics, boolean[] first, boolean[] second) {
    this.physics = physics;
    this.first = first;
    this.second = second;
  }

  @Override
  public boolean holds() {
    readContacts();
    for (int i = 0; i < contacts.size(); i++) {
      int a = contacts.geom1(i);
      int b = contacts.geom2(i);
      // Geoms of flexible bodies have no number.
      if (a >= 0 && b >= 0 && (first[a] && second[b] || first[b] && second[a])) {
        return true;
      }
    }
    return false;
  }

  /** A scene in disorder may have more contacts than usual; then the list grows, once. */
  private void readContacts() {
    physics.readContacts(contacts);
    while (contacts.overflowed()) {
      contacts = new Contacts(2 * contacts.size());
      physics.readContacts(contacts);
    }
  }
}
