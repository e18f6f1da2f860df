"""The Python side of ``workcell perf serve``: steps vectors in slices when it is told to.

Reads a JSON object a line from standard input and writes one to standard output:
``{"do": "open", "name": N, "kind": "server"|"async-idle"|"async-busy", ...}``, ``{"do": "slice", "name": N, "seconds": S}``,
``{"do": "close", "name": N}``.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any, Dict

import numpy as np

_ACTION_BATCHES = 32


class _BusyEnv:
    """Does nothing, or works for as long as it is told, and returns observations of given shapes."""

    def __init__(self, observation_size: int, action_size: int, microseconds: float) -> None:
        import gymnasium

        self.observation_space = gymnasium.spaces.Box(-np.inf, np.inf, (observation_size,), np.float64)
        self.action_space = gymnasium.spaces.Box(-1, 1, (action_size,), np.float32)
        self._observation = np.zeros(observation_size)
        self._seconds = microseconds * 1e-6

    def _work(self) -> None:
        if self._seconds > 0:
            end = time.thread_time() + self._seconds
            while time.thread_time() < end:
                pass


def _busy_class() -> Any:
    import gymnasium

    class Busy(_BusyEnv, gymnasium.Env):  # type: ignore[misc]
        def reset(self, *, seed: Any = None, options: Any = None) -> Any:
            super().reset(seed=seed)
            return self._observation, {}

        def step(self, action: Any) -> Any:
            self._work()
            return self._observation, 0.0, False, False, {}

    return Busy


def _open(request: Dict[str, Any]) -> Any:
    if request["kind"] == "server":
        import workcell

        return workcell.make_vec(server=request["server"], **request["options"])
    import functools

    from gymnasium.vector import AsyncVectorEnv

    make = functools.partial(
        _busy_class(), request["observation_size"], request["action_size"], request["microseconds"]
    )
    return AsyncVectorEnv([make] * request["num_envs"])


class _Measured:
    """A vector with actions made beforehand."""

    def __init__(self, envs: Any, seed: int) -> None:
        self.envs = envs
        random = np.random.default_rng(seed)
        space = envs.single_action_space
        shape = (_ACTION_BATCHES, envs.num_envs) + space.shape
        self.actions = random.uniform(space.low, space.high, size=shape).astype(space.dtype)
        envs.reset(seed=seed)
        self.link = getattr(envs, "_link", None)

    def slice(self, seconds: float) -> Dict[str, Any]:
        batches = []
        overheads = []
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds or not batches:
            action = self.actions[len(batches) % _ACTION_BATCHES]
            start = time.perf_counter_ns()
            self.envs.step(action)
            batches.append(time.perf_counter_ns() - start)
            if self.link is not None:
                overheads.append(batches[-1] - self.link.call_nanoseconds)
        return {
            "batches": len(batches),
            "nanoseconds": int(np.sum(batches)),
            "overheads": overheads,
        }


def main() -> None:
    """Serves the requests of standard input until it ends."""
    vectors: Dict[str, _Measured] = {}
    for line in sys.stdin:
        request = json.loads(line)
        answer: Dict[str, Any] = {}
        try:
            if request["do"] == "open":
                vectors[request["name"]] = _Measured(_open(request), request.get("seed", 0))
            elif request["do"] == "slice":
                answer = vectors[request["name"]].slice(request["seconds"])
            else:
                vectors.pop(request["name"]).envs.close()
        except Exception as e:
            answer = {"error": "%s: %s" % (type(e).__name__, e)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
