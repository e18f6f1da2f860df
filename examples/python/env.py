"""An environment repository in LeRobot's EnvHub layout: `make_env` gives the evaluator vectors of Workcell's tasks.

Put this file as `env.py` into a repository, name it to LeRobot's evaluator, and choose tasks with WORKCELL_TASKS, names of
tasks with commas between them. The evaluator reads `num_envs`, `call("_max_episode_steps")`, `call("task_description")`,
`call("render")`, `unwrapped.metadata["render_fps"]`, `reset(seed=[...])`, `step` and `info["final_info"]["is_success"]`.
Observations are `pixels`, uint8 [env][height][width][3], and `agent_pos`, the numbers of the task.
"""

import os

import gymnasium
import numpy as np

import workcell

CAMERA = {"metaworld": "corner2"}
SIZE = 256


class LeRobotVector(gymnasium.vector.VectorWrapper):
    """Names the numbers of an observation as LeRobot does, also those of the last one of an episode in `final_obs`."""

    def __init__(self, envs):
        super().__init__(envs)
        inner = envs.single_observation_space
        self.numbers = [name for name in inner if name != "pixels"]
        size = sum(int(np.prod(inner[name].shape)) for name in self.numbers)
        spaces = {"pixels": inner["pixels"], "agent_pos": gymnasium.spaces.Box(-np.inf, np.inf, (size,), np.float64)}
        self.single_observation_space = gymnasium.spaces.Dict(spaces)
        self.observation_space = gymnasium.vector.utils.batch_space(self.single_observation_space, envs.num_envs)

    def reset(self, *, seed=None, options=None):
        observations, infos = self.env.reset(seed=seed, options=options)
        return self.named(observations), infos

    def step(self, actions):
        observations, rewards, terminated, truncated, infos = self.env.step(actions)
        if "final_obs" in infos:
            final = infos["final_obs"]
            for row in np.flatnonzero(infos["_final_obs"]):
                final[row] = self.named(final[row])
        return self.named(observations), rewards, terminated, truncated, infos

    def named(self, observation):
        batch = observation["pixels"].shape[:-3]
        columns = [observation[name].reshape(*batch, -1) for name in self.numbers]
        return {"pixels": observation["pixels"], "agent_pos": np.concatenate(columns, axis=-1)}

    def call(self, name, *args, **kwargs):
        return self.env.call(name, *args, **kwargs)

    def get_attr(self, name):
        return self.env.get_attr(name)


def make_env(n_envs=1, use_async_envs=False, cfg=None):
    """A vector for each task: {suite: {number: vector}}.

    `use_async_envs` changes nothing: the simulations run beside each other on the server's threads in any case.
    """
    vectors = {}
    for task in os.environ.get("WORKCELL_TASKS", "metaworld/reach-v3").split(","):
        suite = task.split("/")[0]
        camera = CAMERA.get(suite, "overview")
        envs = workcell.make_vec(task, num_envs=n_envs, autoreset="same_step", cameras=[camera], width=SIZE, height=SIZE)
        tasks = vectors.setdefault(suite, {})
        tasks[len(tasks)] = LeRobotVector(envs)
    return vectors
