"""A small environment: a point that moves towards a goal."""

import json

import numpy as np

ACTION = 4
OBSERVATION = 39
INFO_COLUMNS = ("distance", "success", "progress")
STATISTICS = ("return", "steps", "success_once", "success_at_end", "first_success_step")
TASKS = {
    "toy/reach-v1": "reach the goal",
    "toy/push-v1": "push to the goal",
    "toy/goal-v1": "reach the goal that you are told",
    "toy/idle-v1": "do nothing",
}
HORIZON = 20


class Toy:
    """One environment. ``step`` and ``reset`` change its fields, which the server copies to rows."""

    def __init__(self, task, horizon=HORIZON, ignores_terminations=False):
        self.task = task
        self.horizon = horizon
        self.ignores_terminations = ignores_terminations
        self.root = 0
        self.episode = 0
        self.started = False
        self.clear()

    def clear(self):
        self.seed = 0
        self.variation = 0
        self.position = np.zeros(3)
        self.goal = np.zeros(3)
        self.executed = np.zeros(ACTION)
        self.executed_by = 0
        self.reward = 0.0
        self.terminated = self.truncated = self.success = False
        self.statistics = np.zeros(len(STATISTICS))

    def reset(self, seed, task=None, variation=None, context=None):
        self.root, self.episode = seed, 0
        self.task = task or self.task
        self._start(seed, variation, context)

    def reset_next(self, row):
        if not self.started:
            self.root = row
        self.episode += 1
        self._start((self.root * 1000003 + self.episode * 7919) % (1 << 31), None, None)

    def _start(self, seed, variation, context):
        self.clear()
        self.started = True
        draw = np.random.default_rng(seed)
        self.seed = seed
        self.position = draw.uniform(-1, 1, 3)
        goal = draw.uniform(-1, 1, 3)
        self.variation = int(draw.integers(2)) if variation is None else variation
        self.goal = goal if context is None else np.array(context, np.float64)

    def step(self, action, by=0):
        self.executed = np.array(action, np.float64)
        self.executed_by = by
        self.position = self.position + 0.1 * self.executed[:3]
        distance = self.distance
        self.success = bool(distance < 0.05)
        self.reward = -distance
        self.statistics[0] += self.reward
        self.statistics[1] += 1
        if self.success and not self.statistics[2]:
            self.statistics[2] = 1
            self.statistics[4] = self.statistics[1]
        self.statistics[3] = self.success
        self.terminated = self.success and not self.ignores_terminations
        self.truncated = bool(not self.terminated and self.statistics[1] >= self.horizon)

    @property
    def done(self):
        return self.terminated or self.truncated

    @property
    def distance(self):
        return float(np.linalg.norm(self.position - self.goal))

    @property
    def instruction(self):
        return "%s, form %d ü" % (TASKS[self.task], self.variation)

    def observation(self):
        values = np.zeros(OBSERVATION)
        values[:3], values[3:6], values[6] = self.position, self.goal, self.statistics[1]
        return values

    def info(self):
        return np.array([self.distance, float(self.success), 0.5])

    def expert(self):
        away = np.clip((self.goal - self.position) * 10, -1, 1)
        return np.append(away, 0)

    def save(self):
        fields = {
            name: value.tolist() if isinstance(value, np.ndarray) else value
            for name, value in vars(self).items()
        }
        return json.dumps(fields).encode()

    def load(self, data):
        for name, value in json.loads(bytes(data)).items():
            setattr(self, name, np.array(value) if isinstance(value, list) else value)

    def block(self, name, dtype, shape, low, high):
        return {"name": name, "dtype": dtype, "shape": shape, "low": low, "high": high}

    def spec(self):
        observations = [self.block("observation", "float64", [OBSERVATION], None, None)]
        if self.task == "toy/goal-v1":
            observations.append(self.block("desired_goal", "float32", [3], -1, 1))
        return {
            "id": self.task,
            "instruction": TASKS[self.task],
            "horizon": self.horizon,
            "control_period_seconds": 0.0125,
            "action": self.block("action", "float32", [ACTION], [-1, -1, -1, -1], 1),
            "observations": observations,
            "cameras": ["front", "side"],
            "info_columns": list(INFO_COLUMNS),
            "variations": [{"name": "a"}, {"name": "b"}],
            "seeds": {"least": 0, "most": (1 << 63) - 1},
        }
