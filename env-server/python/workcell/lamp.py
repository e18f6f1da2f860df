"""LAMP's environment over the RLBench-style suite, in batches.

    from workcell import lamp
    envs = lamp.make(num_envs=8, seed=0)              # rlbench/lamp-pick-v1, 96 textured rooms
    observations, infos = envs.reset()
    observations, rewards, terminated, truncated, infos = envs.step(actions)   # [row][4] in -1..1

Observations are a dictionary: ``image``, the cameras side by side, uint8
``[row][height][cameras * width][3]``; ``state``, float32 ``[row][10]``; ``init_image`` and
``init_state``, those of the episode's first observation; ``sentence``, the instruction of each row,
a list of texts. A language-image reward needs the first image, the present one and the sentence, so
all three come with every step; relabel stored episodes with them when they enter a replay buffer.

Needs NumPy alone.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np

from .errors import InvalidArgumentError
from .vector import VectorEnv, make_vec

__all__ = ["LampVector", "TASKS", "make"]

#: The tasks of LAMP: its pretraining scene, then the five that policies are fine-tuned on.
TASKS = (
    "rlbench/lamp-pick-v1",
    "rlbench/pick_up_cup-v1",
    "rlbench/take_lid_off_saucepan-v1",
    "rlbench/push_button-v1",
    "rlbench/close_microwave-v1",
    "rlbench/turn_tap-v1",
)

ACTION_NUMBERS = 4
_GRIPPER = 3


class LampVector:
    """LAMP's view of a vector of environments. Made by ``make``; one thread at a time.

    Attributes:
        vector: the vector below, for everything else; step it through this object only.
        num_envs: number of rows.
    """

    def __init__(self, vector: VectorEnv, cameras: Sequence[str]) -> None:
        self.vector = vector
        self.num_envs = vector.num_envs
        self._cameras = tuple(cameras)
        self._first: Dict[str, np.ndarray] = {}
        self._sentences: List[str] = []
        self._ended = np.ones(self.num_envs, bool)

    def reset(self, *, seed: Optional[int] = None) -> Tuple[Dict[str, Any], Any]:
        """Starts an episode in every row; observations and infos."""
        given, infos = self.vector.reset(seed=seed)
        self._ended[:] = True
        return self._complete(given), infos

    def step(self, actions: Any) -> Tuple[Dict[str, Any], np.ndarray, np.ndarray, np.ndarray, Any]:
        """Steps every row; a row whose episode had ended starts its next one instead.

        Args:
            actions: ``[row][4]``, each from -1 to 1: displacement of the tip as a share of 3 cm per
                axis, and the gripper, above 0 open.

        Raises:
            InvalidArgumentError: if there are not four numbers for each row.
        """
        given = np.array(actions, dtype=np.float64)
        if given.shape != (self.num_envs, ACTION_NUMBERS):
            raise InvalidArgumentError(
                "actions have the shape %s; LAMP's are [%d][%d]"
                % (list(given.shape), self.num_envs, ACTION_NUMBERS)
            )
        given[:, _GRIPPER] = (given[:, _GRIPPER] + 1) / 2
        observations, rewards, terminated, truncated, infos = self.vector.step(given)
        complete = self._complete(observations)
        self._ended = terminated | truncated
        return complete, rewards, terminated, truncated, infos

    def _complete(self, given: Dict[str, Any]) -> Dict[str, Any]:
        pixels = given["pixels"]
        images = [pixels[name] for name in self._cameras] if isinstance(pixels, dict) else [pixels]
        image = np.concatenate(images, axis=2)
        state = np.asarray(given["lamp_state"], dtype=np.float32)
        if not self._first:
            self._first = {"init_image": image.copy(), "init_state": state.copy()}
        if self._ended.any():
            self._first["init_image"][self._ended] = image[self._ended]
            self._first["init_state"][self._ended] = state[self._ended]
            self._sentences = [str(each) for each in self.vector.get_attr("instruction")]
            self._ended = np.zeros(self.num_envs, bool)
        return {
            "image": image,
            "state": state.copy(),
            "init_image": self._first["init_image"].copy(),
            "init_state": self._first["init_state"].copy(),
            "sentence": list(self._sentences),
        }

    def close(self) -> None:
        """Frees the environments. Idempotent."""
        self.vector.close()

    def __enter__(self) -> "LampVector":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def make(
    task: str = TASKS[0],
    num_envs: int = 1,
    *,
    cameras: Sequence[str] = ("front", "wrist"),
    size: int = 128,
    prompts: Optional[str] = None,
    shaped: bool = False,
    boundary_penalty: bool = False,
    randomize: Optional[str] = "lamp-96",
    **options: Any,
) -> LampVector:
    """Opens environments with LAMP's actions, observations and episodes of 150 steps.

    Args:
        task: one of ``TASKS``, or another task of the suite.
        num_envs: number of rows.
        cameras: whose images lie side by side.
        size: height and width of each image in pixels.
        prompts: style of the sentences: ``similar`` unless given for the pretraining scene,
            ``random`` of the variation's instructions for other tasks.
        shaped: whether the reward is the task's dense one; else 1 from the first success on.
        boundary_penalty: whether an action that cannot be carried out ends the episode with -0.05;
            else nothing happens, and the reward before is repeated.
        randomize: the textured rooms; ``None`` for the plain one.
        options: what ``workcell.make_vec`` takes besides.
    """
    settings = dict(options.pop("settings", None) or {})
    settings["action_mode"] = "lamp"
    settings["phrasing"] = prompts or ("similar" if task == TASKS[0] else "random")
    if shaped:
        settings["shaped"] = "on"
    if boundary_penalty:
        settings["invalid_action"] = "penalty"
    images = {"cameras": list(cameras), "width": size, "height": size}
    vector = make_vec(
        task, num_envs, images=images, settings=settings, randomize=randomize, **options
    )
    return LampVector(vector, cameras)
