"""Many environments as one: ``VectorEnv``, in the manner of ``gymnasium.vector.VectorEnv``."""

from __future__ import annotations

import warnings
from typing import Any, Dict, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from . import _opening, _resets, errors
from ._infos import Infos
from ._layout import copied_or_cast
from ._link import open_link
from ._vector_actors import Actors
from ._vector_attributes import Attributes
from ._vector_completion import Completion
from ._vector_core import Rows, Seeds, StepResult
from ._vector_states import States

__all__ = ["VectorEnv", "ChunkResult", "make_vec"]


class ChunkResult(NamedTuple):
    """Outcome of a chunk of actions; steps that were not taken are zero.

    ``rewards`` is float64 ``[env][step]``; ``terminated``, ``truncated`` and ``success`` are bool
    ``[env][step]``; ``steps`` is int32 ``[env]``, the steps that were taken. ``observations`` and
    ``infos`` are those after the last step.
    """

    observations: Any
    rewards: np.ndarray
    terminated: np.ndarray
    truncated: np.ndarray
    success: np.ndarray
    steps: np.ndarray
    infos: Infos


class VectorEnv(Completion, States, Actors, Attributes):
    """Environments that a server simulates; row ``i`` of every array is environment ``i``.

    Made by ``workcell.make_vec``. One thread at a time; another one gets ``ConcurrentUseError``.
    Processes that are forked or spawned open vectors of their own. Every method may raise a
    ``WorkcellError``: a refusal of the server, after which nothing has changed, or
    ``ServerDiedError``.

    Attributes:
        num_envs: number of environments.
        single_observation_space: a ``Box`` where observations have one block, else a ``Dict``.
        single_action_space: a ``Box``.
        observation_space: that of a whole batch.
        action_space: that of a whole batch.
        metadata: ``autoreset_mode``, ``render_modes``, ``render_fps``; of a vector with
            ``actuators``, ``unapplied_actuators``: lists of the parameters that do not act on the
            tasks, by the reason.
        render_mode: ``rgb_array``.
    """

    def reset(
        self,
        *,
        seed: Seeds = None,
        options: Optional[Dict[str, Any]] = None,
    ) -> Tuple[Any, Infos]:
        """Starts episodes.

        Args:
            seed: environment ``i`` gets ``seed + i``, or element ``i`` of a list. Without a seed
                the first reset uses that of ``make_vec``, or one at random where there was none;
                later ones start the next episode, whose seed follows from the last one given.
            options: any of ``reset_mask``, a bool array: only these rows are reset, the others stay
                as they are; and ``task``, ``variation``, ``context``: one for all rows, or a list
                with an element for each environment, ``None`` where it is drawn.

        Returns:
            Observations of all rows, and infos, whose masks show the rows that were reset.
        """
        request = self._request(seed, options)
        if self._is_asynchronous:
            self._send_resets(request)
            observations, _, _, _, infos = self.recv()
            return observations, infos
        for call in _resets.complete(request, self.np_random, draw_all=False):
            self._call(call.name, call.arguments)
        self._was_reset = True
        return self._after_reset(request.mask)

    def step(self, actions: Any, env_id: Rows = None) -> StepResult:
        """Steps all environments; with ``batch_size``, ``send`` and ``recv`` in one.

        Args:
            actions: ``[row][element]``, numbers that fit ``single_action_space``.
            env_id: environments of the rows, with ``batch_size`` only.

        Returns:
            observations ``[row][...]``, rewards float64 ``[row]``, terminated and truncated bool
            ``[row]``, infos.
        """
        if self._is_asynchronous:
            self.send(actions, env_id)
            return self.recv()
        self._enter()
        try:
            link = self._link
            if (
                type(actions) is not np.ndarray
                or actions.shape != self._action_shape
                or actions.dtype is not self._action_dtype
            ):
                actions = copied_or_cast(actions, self._action_shape, self._action_dtype, "actions")
            link.current.action[...] = actions
            return self._results(link.step())
        except BaseException:
            # An interrupt may leave results behind that nobody has read.
            self._infos.forget()
            raise
        finally:
            self._leave()

    def step_rows(self, rows: Sequence[int], actions: Any) -> StepResult:
        """Steps some environments, all different; the rows of the others stay as they are.

        Args:
            rows: which ones.
            actions: ``[len(rows)][element]``.
        """
        ids = _resets.indices(rows, self.num_envs)
        shape = (len(ids),) + self.single_action_space.shape
        action = copied_or_cast(actions, shape, self._action_dtype, "actions")
        self._call(
            "step",
            {"environments": ids.tolist()},
            {"action": action.astype(self._action_dtype)},
        )
        mask = np.zeros(self.num_envs, np.bool_)
        mask[ids] = True
        return self._results(self._link.current, mask)

    def step_chunk(self, actions: Any, stop_at_success: bool = False) -> ChunkResult:
        """Plays a chunk of actions in every environment, open loop, up to the end of its episode.

        Args:
            actions: ``[env][step][element]``.
            stop_at_success: whether a chunk also ends at the first step that meets the success
                rule.
        """
        chunk = np.asarray(actions)
        if chunk.ndim != 3 or chunk.shape[1] == 0:
            raise errors.InvalidArgumentError(
                "a chunk of actions is [env][step][element], not of shape %s" % (chunk.shape,)
            )
        shape = (self.num_envs, chunk.shape[1]) + self.single_action_space.shape
        chunk = copied_or_cast(chunk, shape, self._action_dtype, "actions")
        _, tensors = self._call(
            "chunk",
            {"stops_at_success": bool(stop_at_success)},
            {"actions": chunk.astype(self._action_dtype)},
        )
        batch = self._link.current
        self._infos.forget()
        terminated = tensors["chunk_terminated"].astype(np.bool_)
        truncated = tensors["chunk_truncated"].astype(np.bool_)
        done: np.ndarray = np.any(terminated | truncated, axis=1)
        ended = done if done.any() else None
        return ChunkResult(
            self._layout.observation(batch),
            tensors["chunk_reward"],
            terminated,
            truncated,
            tensors["chunk_success"].astype(np.bool_),
            tensors["chunk_steps"].reshape(self.num_envs),
            self._infos.of_step(batch, batch.kept(), ended),
        )

    def reset_groups(
        self,
        k: int,
        *,
        seeds: Optional[Sequence[int]] = None,
        tasks: Optional[Sequence[Optional[str]]] = None,
        contexts: Optional[Sequence[Any]] = None,
        variations: Optional[Sequence[Optional[int]]] = None,
    ) -> Tuple[Any, Infos]:
        """Starts groups of ``k`` identical episodes, in neighbouring rows, for RLOO and GRPO.

        Args:
            k: episodes in a group; divides ``num_envs``.
            seeds: of the groups; drawn from ``np_random`` where they are absent.
            tasks: of the groups.
            contexts: of the groups.
            variations: of the groups.
        """
        groups = _resets.group_count(self.num_envs, k)
        drawn = _resets.drawn_seeds(self.np_random, groups) if seeds is None else list(seeds)
        given = {"task": tasks, "context": contexts, "variation": variations}
        options = {
            name: _resets.tiled(values, k, groups, name + "s") for name, values in given.items()
        }
        return self.reset(seed=_resets.tiled(drawn, k, groups, "seeds"), options=options)


def make_vec(
    what: _opening.Names,
    num_envs: int = 1,
    *,
    seed: Optional[int] = None,
    server: Optional[str] = None,
    autoreset: Any = "next_step",
    copy: bool = True,
    batch_size: Optional[int] = None,
    images: Any = None,
    cameras: Optional[_opening.Names] = None,
    width: Optional[int] = None,
    height: Optional[int] = None,
    dtype: Optional[Any] = None,
    profile: Optional[str] = None,
    assets: Optional[str] = None,
    horizon: Optional[int] = None,
    settings: Optional[Mapping[str, Any]] = None,
    robot: Optional[str] = None,
    robot_map: Optional[str] = None,
    reward_mode: Optional[str] = None,
    action_adapter: Optional[str] = None,
    filters: Optional[_opening.Names] = None,
    stages: Optional[_opening.Names] = None,
    actuators: Any = None,
    delta: Any = None,
    engine: Optional[str] = None,
    randomize: Optional[str] = None,
    perturb: Any = None,
    ignore_terminations: bool = False,
    benchmark_seed: Optional[int] = None,
    observe: Optional[_opening.Names] = None,
    weight: Optional[float] = None,
    episode_statistics: bool = True,
    legacy_final_observation: bool = False,
    render: Optional[Mapping[str, Any]] = None,
    token: Optional[str] = None,
    timeout: Optional[float] = 600.0,
) -> VectorEnv:
    """Opens many environments as one.

    Args:
        what: a task, a suite, a benchmark, or a list of tasks and suites; row ``i`` begins with
            task ``i mod n``.
        num_envs: number of environments.
        seed: of the first ``reset`` without one: environment ``i`` gets ``seed + i``.
        server: ``None`` for this process's own server, which starts when first needed;
            ``"unix:PATH"``; ``"HOST:PORT"`` over gRPC; ``"node"`` for one that all processes of
            this user on this machine share. The environment variable ``WORKCELL_SERVER`` replaces
            ``None``.
        autoreset: ``next_step``, ``same_step`` or ``disabled``, or Gymnasium's ``AutoresetMode``.
        copy: whether observations are copies. Otherwise they are views of shared memory, or over
            gRPC of this process's own, valid until the step after the next.
        batch_size: rows of a batch of ``send`` and ``recv``; then the vector is asynchronous.
        images: cameras, or a dictionary with ``cameras``, ``width``, ``height``, ``quality``,
            ``device``. Observations have them as ``pixels``, uint8 ``[height][width][3]``; with
            several cameras ``pixels`` is a dictionary by camera.
        cameras: in place of those in ``images``.
        width: of images in pixels.
        height: of images in pixels.
        dtype: ``float32`` or ``float64`` for observations of floating point numbers; the task's
            own where absent.
        profile: ``strict`` or ``compat``.
        assets: ``builtin``, or what the server calls a user's folder.
        horizon: steps after which an episode is truncated; the task's own where absent.
        settings: of the tasks, by name.
        robot: of tasks on any robot: ``builtin:NAME``, or a model in MJCF or URDF; the setting
            ``robot``. A server that is not of this process has to allow the file: ``--files``.
        robot_map: what the tasks have to know of that model, a file in YAML or JSON; the setting
            ``robot_map``.
        reward_mode: ``task``, ``sparse`` or ``time_penalty``: the setting ``reward``.
        action_adapter: ``NAME=PARAMETERS``.
        filters: command filters, each ``NAME=PARAMETERS``.
        stages: actuator stages, each ``NAME=PARAMETERS``.
        actuators: the drives of a robot: the path of a params.json that ``workcell sim2real
            identify`` wrote, or its content as a dictionary.
        delta: a delta action: the folder that ``workcell sim2real delta`` wrote, or a dictionary with
            ``folder`` and how it is used: ``rescale`` (low and high of a factor that each episode
            draws), ``without`` (share of episodes that have none), ``channels`` (the only ones that
            act), ``trust`` (False uses it outside its training range, too), ``drive_gain`` (what
            this robot has of the constant that the logs of training differed in), ``use_refused``
            (True uses it although its gate refused it).
        engine: what moves the joints: ``mujoco`` (the default), or ``bullet`` or ``bullet-plain`` for
            tasks that they support. MuJoCo reads the state in any case.
        randomize: a preset or ``NAME=TEXT``, for training.
        perturb: a preset, or a dictionary with ``preset``, ``severity``, ``condition``, for
            evaluation.
        ignore_terminations: whether episodes run to the horizon.
        benchmark_seed: what a benchmark's initial states are drawn from.
        observe: what answers carry over gRPC beside rewards and flags: blocks of observations,
            ``pixels``, ``info``, ``episode``, ``success``, ``instruction``, ``failure``,
            ``root_seed``, ``variation``, ``executed_action``, ``executed_by``; all where absent.
        weight: share of the server's workers, relative to other vectors.
        episode_statistics: whether infos have ``episode`` where episodes end. Gymnasium's wrapper
            ``RecordEpisodeStatistics`` adds a key of the same name and needs ``False``.
        legacy_final_observation: whether infos have ``final_observation``, too, the older name of
            ``final_obs``.
        render: ``camera``, ``width``, ``height``, ``quality`` of ``render()``; where absent those of
            ``images``, or the first camera of the task and 480 by 480 pixels.
        token: of a server that requires one; ``WORKCELL_TOKEN`` where absent.
        timeout: seconds to wait for any answer; ``None`` waits for ever.

    Raises:
        InvalidArgumentError: if an argument does not fit.
        NotFoundError: if there is no such task, suite or benchmark.
        UnavailableError: if the server lacks the library of an engine.
        ServerStartError: if no server can be started.
    """
    mode = _opening.mode_of(autoreset)
    _opening.require_seconds(timeout)
    wanted_images = _opening.images_of(images, cameras, width, height, server == "node")
    body: Dict[str, Any] = {
        "what": _opening.names(what),
        "num_envs": _opening.count_of(num_envs),
        "autoreset": _opening.label_of(mode),
        "batch_size": batch_size,
        "profile": profile,
        "assets": assets,
        "horizon": horizon,
        "settings": _opening.settings_of(
            _opening.with_robot(settings, robot, robot_map), reward_mode
        )
        or None,
        "action_adapter": action_adapter,
        "filters": _opening.names(filters),
        "stages": _opening.names(stages),
        "actuators": _opening.actuators_of(actuators),
        "delta": _opening.delta_of(delta),
        "engine": engine,
        "randomize": randomize,
        "perturb": _opening.perturb_of(perturb),
        "ignore_terminations": ignore_terminations or None,
        "benchmark_seed": benchmark_seed,
        "images": wanted_images,
        "observe": _opening.observed_of(observe),
        "weight": weight,
    }
    body = {name: value for name, value in body.items() if value is not None}
    try:
        link, opened = open_link(body, server, token, timeout)
    except errors.WorkcellError as e:
        if not _opening.rank_chose_device(images, wanted_images) or "device" not in str(e):
            raise
        warnings.warn("LOCAL_RANK names no device that draws, so the server chooses: %s" % e)
        body["images"].pop("device")
        link, opened = open_link(body, server, token, timeout)
    options = {
        "mode": mode,
        "seed": seed,
        "batch_size": batch_size,
        "cameras": (wanted_images or {}).get("cameras", []),
        "dtype": dtype,
        "copy": copy,
        "observe": _opening.observed_of(observe),
        "episode_statistics": episode_statistics,
        "legacy_final_observation": legacy_final_observation,
        "render": _opening.pictures_of(render, wanted_images, opened["specs"][0]["cameras"]),
    }
    try:
        return VectorEnv(link, opened, options)
    except BaseException:
        link.close()
        raise
