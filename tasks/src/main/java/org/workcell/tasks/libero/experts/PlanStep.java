package org.workcell.tasks.libero.experts;

import org.workcell.tasks.libero.experts.Motion.Condition;

/**
 * One part of a plan.
 *
 * @param name what it is for, in words
 * @param done whether the world is as this part wants it, or the part is not needed any more
 * @param skill what brings that about
 */
record PlanStep(String name, Condition done, Skill skill) {}
