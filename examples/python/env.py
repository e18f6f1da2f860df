"""An environment repository in LeRobot's EnvHub layout: `make_env` gives the evaluator vectors of Workcell's tasks.

    lerobot-eval --env.type=hub --env.hub_path=USER/REPO ...        # with this file as env.py in the repository

The evaluator asks for `num_envs`, `reset(seed=[...])`, `step`, `call("_max_episode_steps")`, `call("task_description")`,
`call("render")`, `unwrapped.metadata["render_fps"]` and `info["final_info"]["is_success"]`; the vectors have all of them.
"""

import os

import workcell

CAMERAS = {"metaworld": ["corner2"], "kitchen": ["overview"]}


def make_env(n_envs=1, use_async_envs=False, cfg=None):
    """A vector for each task of `WORKCELL_TASKS` (names of tasks or of a suite, with commas): {suite: {number: vector}}.

    `use_async_envs` changes nothing: the simulations run beside each other on the server's threads in any case.
    """
    names = os.environ.get("WORKCELL_TASKS", "metaworld/reach-v3").split(",")
    vectors = {}
    for name in names:
        suite = name.split("/")[0]
        tasks = vectors.setdefault(suite, {})
        tasks[len(tasks)] = workcell.make_vec(
            name,
            num_envs=n_envs,
            autoreset="next_step",
            cameras=CAMERAS.get(suite, ["overview"]),
            width=256,
            height=256,
            lerobot=True,
        )
    return vectors
