"""A policy in Python on `planar/reach-v1`, a task of examples/suite.

    ./examples/suite/build.sh mine.jar
    WORKCELL_SUITES=mine.jar python examples/python/policy.py
"""

import argparse

import numpy as np

import workcell


# region policy
def spring(batch, stiffness=20.0):
    """A virtual spring pulls the tip to the goal. `batch` holds one row per environment that needs an action."""
    joints, tip, goal = (np.asarray(batch.observation[name]) for name in ("joints", "tip", "goal"))
    force = stiffness * (goal - tip)  # [n, 2]
    elbow = 0.2 * np.stack([np.cos(joints[:, 0]), np.sin(joints[:, 0])], axis=1)

    def torque(arm):
        return arm[:, 0] * force[:, 1] - arm[:, 1] * force[:, 0]

    return np.clip(np.stack([torque(tip), torque(tip - elbow)], axis=1), -1, 1)


# endregion


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--task", default="planar/reach-v1")
    parser.add_argument("--episodes", type=int, default=20)
    parser.add_argument("--out")
    args = parser.parse_args()
    # region evaluate
    report = workcell.evaluate(spring, args.task, episodes=args.episodes, seed=0, out=args.out)
    print(report)
    print(f"success_once {report.success_once:.2f}, 95 % interval {report.ci95}")
    # endregion


if __name__ == "__main__":
    main()
