"""``libero.libero.envs``: one environment with robosuite's interface, and as Gymnasium has it."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from .. import _gym
from ..errors import InvalidArgumentError
from ._catalogue import catalogue
from ._rows import Observation, Plan, Rows

__all__ = ["GymnasiumEnv", "OffScreenRenderEnv"]

_CAMERAS = ("agentview", "robot0_eye_in_hand")

# What upstream's class takes and this suite has in one form only.
_FIXED: Dict[str, Tuple[Any, ...]] = {
    "robots": (["Panda"], ("Panda",), "Panda"),
    "controller": ("OSC_POSE",),
    "gripper_types": ("default",),
    "initialization_noise": (None,),
    "control_freq": (20,),
    "hard_reset": (True,),
    "camera_depths": (False,),
    "camera_segmentations": (None,),
    "has_renderer": (False,),
    "render_collision_mesh": (False,),
    "render_visual_mesh": (True,),
}
# What makes no difference here.
_IGNORED = ("has_offscreen_renderer", "render_gpu_device_id", "renderer", "renderer_config")


class OffScreenRenderEnv:
    """One environment that behaves as upstream's, faults included (profile ``compat``).

    It opens when it is first used, so that ``SubprocVectorEnv`` can make one vector of many. One
    thread at a time. Its draws come from a generator of its own, where upstream's come from NumPy's
    global one; without ``seed`` it is seeded from that.

    Args:
        bddl_file_name: a path whose last two parts name suite and task file.
        camera_heights: of images, in pixels.
        camera_widths: of images, in pixels.
        camera_names: whose images observations have.
        use_camera_obs: whether observations have images.
        horizon: steps after which an episode takes no more.
        ignore_done: whether episodes take any number of steps.
        render_camera: of ``render``.
        others: of upstream's class; refused where they ask for what this suite has not.

    Raises:
        NotFoundError: if the path names no task.
        InvalidArgumentError: if an argument asks for what there is not.
    """

    def __init__(
        self,
        bddl_file_name: Any,
        *,
        camera_heights: int = 128,
        camera_widths: int = 128,
        camera_names: Sequence[str] = _CAMERAS,
        use_camera_obs: bool = True,
        horizon: int = 1000,
        ignore_done: bool = False,
        render_camera: str = "frontview",
        **others: Any,
    ) -> None:
        _require_known(others)
        cameras = (camera_names,) if isinstance(camera_names, str) else tuple(camera_names)
        self._plan = Plan(
            task=catalogue().of_file(bddl_file_name),
            cameras=cameras if use_camera_obs else (),
            height=_pixels(camera_heights, "camera_heights"),
            width=_pixels(camera_widths, "camera_widths"),
            horizon=None if ignore_done else int(horizon),
        )
        self._render_camera = render_camera
        self._rows = Rows([self._plan])
        self._row = 0
        self._is_shared = False

    def _join(self, rows: Rows, row: int) -> None:
        """Becomes a row of a vector, before it was ever used."""
        self._rows, self._row, self._is_shared = rows, row, True

    @property
    def plan(self) -> Plan:
        """Task, cameras, size of images and horizon."""
        return self._rows.plans[self._row]

    @property
    def language_instruction(self) -> str:
        """The words of the task file."""
        return self.plan.task.bddl_language

    @property
    def obj_of_interest(self) -> List[str]:
        """The objects that the task file names as such."""
        return list(self.plan.task.objects_of_interest)

    @property
    def horizon(self) -> Optional[int]:
        """Steps after which an episode takes no more; ``None`` for none."""
        return self.plan.horizon

    @property
    def action_spec(self) -> Tuple[np.ndarray, np.ndarray]:
        """Lower and upper bounds of actions."""
        return -np.ones(7), np.ones(7)

    def seed(self, seed: int) -> None:
        """Seeds the draws of the following resets: 0 to 2^32 - 1."""
        self._rows.seed(self._row, seed)

    def reset(self) -> Observation:
        """Starts an episode from upstream's next draw."""
        return self._rows.reset([self._row])[0]

    def set_init_state(self, init_state: Any) -> Observation:
        """Sets time, qpos and qvel, and refreshes the observation.

        As upstream it leaves alone what the controller aims at, what it measured last, the
        gripper's ramp, the count of steps, and where fixtures are. Before any reset it resets.

        Args:
            init_state: as ``get_task_init_states`` has them; more numbers are padding.
        """
        return self._rows.set_states([self._row], [init_state])[0]

    regenerate_obs_from_state = set_init_state

    def step(self, action: Any) -> Tuple[Observation, float, bool, Dict[str, Any]]:
        """Steps once.

        Args:
            action: seven numbers, -1 to 1: hand's displacement and rotation, gripper.

        Returns:
            observation; reward, 1 where the goal holds now, else 0; the same as a bool; info,
            with ``failure`` where the simulation broke down.

        Raises:
            ValueError: if the episode has reached the horizon.
        """
        found, rewards, done, infos = self._rows.step([self._row], np.asarray(action)[None])
        return found[0], rewards[0], done[0], infos[0]

    def check_success(self) -> bool:
        """Whether the goal holds in what was observed last."""
        return self._rows.success(self._row)

    def get_sim_state(self) -> np.ndarray:
        """Time, qpos, qvel: float64 ``[D]``."""
        return self._rows.states([self._row])[0]

    def render(self) -> np.ndarray:
        """A picture, uint8 ``[height][width][3]``, bottom row first."""
        plan = self.plan
        return self._rows.render(self._row, self._render_camera, plan.height, plan.width)

    def reconfigure(self, bddl_file_name: Any) -> None:
        """Takes another task from the next reset on, in place of a new environment."""
        plan = self.plan._replace(task=catalogue().of_file(bddl_file_name))
        self._rows.change([self._row], plan)

    def close(self) -> None:
        """Frees the environment; that of a vector is freed with it. Idempotent."""
        if not self._is_shared:
            self._rows.close()

    def __enter__(self) -> "OffScreenRenderEnv":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()


def _require_known(others: Mapping[str, Any]) -> None:
    for name, value in others.items():
        if name in _IGNORED:
            continue
        if name not in _FIXED:
            raise InvalidArgumentError("OffScreenRenderEnv has no argument '%s'" % name)
        if not any(type(value) is type(each) and value == each for each in _FIXED[name]):
            raise InvalidArgumentError(
                "%s=%r is not possible here; leave it at %r" % (name, value, _FIXED[name][0])
            )


def _pixels(value: Any, name: str) -> int:
    """One size for all cameras; upstream also takes a list."""
    sizes = {int(each) for each in value} if isinstance(value, (list, tuple)) else {int(value)}
    if len(sizes) != 1 or min(sizes) < 1:
        raise InvalidArgumentError("%s is one number of pixels, not %r" % (name, value))
    return sizes.pop()


class GymnasiumEnv(_gym.BaseEnv):  # type: ignore[misc]
    """An ``OffScreenRenderEnv`` as ``gymnasium.Env``: steps have five results.

    Args:
        env: an environment that nobody else uses; it is closed with this one.
    """

    metadata = {"render_modes": ["rgb_array"], "render_fps": 20}

    def __init__(self, env: OffScreenRenderEnv) -> None:
        self.env = env
        self.render_mode = "rgb_array"
        low, high = env.action_spec
        self.action_space = _gym.box(
            low.astype(np.float32), high.astype(np.float32), np.dtype(np.float32)
        )
        self._space: Optional[Any] = None

    @property
    def observation_space(self) -> Any:
        """A ``Dict`` by robosuite's keys; asking for it before a reset resets."""
        if self._space is None:
            self._space = _space_of(self.env.reset())
        return self._space

    def reset(
        self, *, seed: Optional[int] = None, options: Optional[Mapping[str, Any]] = None
    ) -> Tuple[Observation, Dict[str, Any]]:
        """Starts an episode.

        Args:
            seed: as ``OffScreenRenderEnv.seed``.
            options: ``init_state``, a stored state to start from.
        """
        if seed is not None:
            self.env.seed(seed)
        found = self.env.reset()
        if options and options.get("init_state") is not None:
            found = self.env.set_init_state(options["init_state"])
        if self._space is None:
            self._space = _space_of(found)
        return found, {"success": self.env.check_success()}

    def step(self, action: Any) -> Tuple[Observation, float, bool, bool, Dict[str, Any]]:
        """Steps once; actions are clipped to -1 to 1.

        Returns:
            observation, reward, terminated (success), truncated (the horizon), info with
            ``success``.
        """
        found, reward, done, info = self.env.step(np.clip(np.asarray(action, np.float64), -1, 1))
        info["success"] = done
        truncated = self.env._rows.is_over(self.env._row)
        return found, reward, done, truncated, info

    def seed(self, seed: int) -> None:
        """As ``OffScreenRenderEnv.seed``, for vectors of LIBERO."""
        self.env.seed(seed)

    def set_init_state(self, init_state: Any) -> Observation:
        """As ``OffScreenRenderEnv.set_init_state``."""
        return self.env.set_init_state(init_state)

    def check_success(self) -> bool:
        """Whether the goal holds in what was observed last."""
        return self.env.check_success()

    def get_sim_state(self) -> np.ndarray:
        """Time, qpos, qvel: float64 ``[D]``."""
        return self.env.get_sim_state()

    def render(self) -> np.ndarray:
        """A picture, uint8 ``[height][width][3]``, top row first."""
        return self.env.render()[::-1]

    def close(self) -> None:
        """Frees the environment. Idempotent."""
        self.env.close()


def _space_of(found: Observation) -> Any:
    spaces = {}
    for key, value in found.items():
        is_image = value.dtype == np.uint8
        spaces[key] = _gym.box(
            np.full(value.shape, 0 if is_image else -np.inf, value.dtype),
            np.full(value.shape, 255 if is_image else np.inf, value.dtype),
            value.dtype,
        )
    return _gym.dictionary(spaces)
