"""Infos of resets and steps in Gymnasium's layout: a dictionary of arrays, each with a mask.

For every key ``k`` the boolean array ``_k`` says which rows have it. Masks, and arrays that rarely
change, such as instructions, are shared between steps and read-only; all others are the caller's own.
Most arrays are made when they are first used, because few trainers use them.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional, Sequence, Tuple

import numpy as np

from ._lazy import LazyDict
from ._segment import Batch, Descriptor, Kept

Infos = Dict[str, Any]
Maker = Callable[[Tuple[Kept, Any]], Any]

_STATISTICS = {
    "return": ("r", np.float64),
    "steps": ("l", np.int64),
    "success_once": ("success_once", np.bool_),
    "success_at_end": ("success_at_end", np.bool_),
    "first_success_step": ("first_success_step", np.int64),
}
_FAILED = b"\x04"
_TRUE = b"\x01"


def read_only(array: np.ndarray) -> np.ndarray:
    """The array, protected from accidental changes."""
    array.flags.writeable = False
    return array


class InfoBuilder:
    """Makes the infos of one vector.

    Args:
        descriptor: of its batches.
        num_envs: environments, of which a batch shows ``descriptor.rows``.
        task_ids: of the tasks that ``task_index`` counts.
        extract: gives the observation of one row of a batch, as ``final_obs`` has it.
        statistics: whether ``episode`` is added where episodes end.
        legacy: whether ``final_observation`` is added, the older name of ``final_obs``.
    """

    def __init__(
        self,
        descriptor: Descriptor,
        num_envs: int,
        task_ids: Sequence[str],
        extract: Callable[[Batch, int], Any],
        statistics: bool,
        legacy: bool,
    ) -> None:
        self._rows = descriptor.rows
        self._task_ids = np.array(list(task_ids), dtype=object)
        self._extract = extract
        self._statistics = statistics
        self._legacy = legacy
        self._columns = descriptor.block("info").columns
        self._info_keys = [_safe(name) for name in self._columns]
        self._episode_columns = descriptor.block("episode").columns
        self._masks = [block.name for block in descriptor.with_role("mask")]
        self._all = read_only(np.ones(self._rows, np.bool_))
        self._identity = read_only(np.arange(self._rows, dtype=np.int32))
        self._is_whole = num_envs == self._rows
        self._instructions = np.full(num_envs, "", dtype=object)
        self._tasks = np.full(num_envs, "", dtype=object)
        self._shown_texts: Optional[Tuple[np.ndarray, np.ndarray]] = None
        self._makers: Optional[Dict[str, Maker]] = None
        self._stale = True

    @property
    def instructions(self) -> np.ndarray:
        """The latest instruction of every environment."""
        return self._instructions

    @property
    def tasks(self) -> np.ndarray:
        """The latest task id of every environment."""
        return self._tasks

    def forget(self) -> None:
        """The next batch may show other episodes in any row."""
        self._stale = True

    def of_reset(self, batch: Batch, mask: Optional[np.ndarray] = None) -> Infos:
        """Infos of a reset or restore of the rows in ``mask``; of all where it is absent."""
        self.forget()
        infos = self._common(batch, batch.kept())
        if mask is not None:
            own = read_only(mask.copy())
            infos.update({key: own for key in infos if key[0] == "_"})
        return infos

    def of_step(self, batch: Batch, kept: Kept, done: Optional[np.ndarray]) -> Infos:
        """Infos of a step.

        Args:
            batch: what the step shows.
            kept: its small blocks.
            done: the rows whose episodes have ended; ``None`` for none.
        """
        infos = self._common(batch, kept)
        if done is not None:
            if self._statistics and batch.episode is not None:
                infos["episode"] = self._episode(batch.episode, done)
                infos["_episode"] = done
            if batch.finals is not None and batch.has_final is not None:
                self._add_finals(infos, batch, batch.finals)
        return infos

    def _common(self, batch: Batch, kept: Kept) -> Infos:
        self._refresh(batch, kept)
        if self._makers is None:
            self._makers = self._makers_for(batch)
        infos = LazyDict(self._makers, (kept, self._shown_texts))
        if kept.has("row_status", _FAILED):
            failed = batch.row_status == _FAILED[0]
            if "failure" in batch.blocks:
                infos["failure"] = _texts(batch, "failure", np.flatnonzero(failed))
                infos["_failure"] = failed
        return infos

    def _makers_for(self, batch: Batch) -> Dict[str, Maker]:
        """What makes each value that every step has, of the batch's blocks and the shown texts."""
        has = batch.blocks.keys()
        makers: Dict[str, Maker] = {}
        if "info" in has:
            makers.update(
                (key, _column("info", j, False)) for j, key in enumerate(self._info_keys)
            )
        if "episode" in has:
            for name in ("success_once", "success_at_end"):
                makers[name] = _column("episode", self._episode_columns.index(name), True)
        for name in ("success", "starts_episode", "root_seed", "variation"):
            if name in has:
                makers[name] = _block(name)
        for name in self._masks:
            if name in has:
                makers[name] = _flags(name)
        if "row_status" in has:
            makers["row_failed"] = lambda kept: kept[0].array("row_status") == _FAILED[0]
        if "task_index" in has and "environment_index" in has:
            if "instruction" in has:
                makers["instruction"] = lambda kept: kept[1][0]
            makers["task"] = lambda kept: kept[1][1]
        if self._is_whole:
            makers["env_id"] = lambda kept: self._identity
        elif "environment_index" in has:
            makers["env_id"] = _block("environment_index")
        makers.update({"_" + key: lambda kept: self._all for key in list(makers)})
        if "mask_info" in has:
            makers.update(
                ("_" + key, _column("mask_info", j, True)) for j, key in enumerate(self._info_keys)
            )
        return makers

    def _refresh(self, batch: Batch, kept: Kept) -> None:
        """Reads texts anew for the rows that have begun an episode."""
        if not self._stale and not kept.has("starts_episode", _TRUE):
            if self._is_whole:
                return
        if batch.task_index is None or batch.environment_index is None:
            return
        if self._stale or batch.starts_episode is None:
            self._read(batch, range(self._rows))
        else:
            self._read(batch, np.flatnonzero(batch.starts_episode).tolist())
        self._stale = False
        shown = batch.environment_index
        self._shown_texts = (
            read_only(self._instructions[shown]),
            read_only(self._tasks[shown]),
        )

    def _read(self, batch: Batch, rows: Sequence[int]) -> None:
        if len(rows) == 0:
            return
        # Earlier infos share the old arrays.
        self._instructions = self._instructions.copy()
        self._tasks = self._tasks.copy()
        has_text = "instruction" in batch.blocks
        for row in rows:
            environment = batch.environment_index[row]
            self._tasks[environment] = self._task_ids[batch.task_index[row]]
            if has_text:
                self._instructions[environment] = batch.text("instruction", row)

    def _episode(self, statistics: np.ndarray, mask: np.ndarray) -> Infos:
        """Statistics of the episodes of some rows, zero in the others."""
        episode: Infos = {}
        for column, name in enumerate(self._episode_columns):
            key, dtype = _STATISTICS.get(name, (name, np.float64))
            episode[key] = np.where(mask, statistics[:, column], 0).astype(dtype)
            episode["_" + key] = mask
        return episode

    def _add_finals(self, infos: Infos, batch: Batch, finals: Batch) -> None:
        mask = batch.has_final.copy()
        rows = np.flatnonzero(mask)
        if len(rows) == 0:
            return
        observations = np.full(self._rows, None, dtype=object)
        for row in rows.tolist():
            observations[row] = self._extract(finals, row)
        info = self._final_info(batch, finals, rows, mask)
        infos["final_obs"] = observations
        infos["_final_obs"] = mask
        infos["final_info"] = info
        infos["_final_info"] = mask
        if self._legacy:
            infos["final_observation"] = observations
            infos["_final_observation"] = mask

    def _final_info(self, batch: Batch, finals: Batch, rows: np.ndarray, mask: np.ndarray) -> Infos:
        info: Infos = {}
        if finals.info is not None:
            columns = np.where(mask, finals.info.T, 0.0)
            info.update(zip(self._info_keys, columns))
        if finals.success is not None:
            info["success"] = info["is_success"] = finals.success & mask
        for name in ("root_seed", "variation", "starts_episode"):
            if name in finals.blocks:
                block = finals.blocks[name]
                info[name] = np.where(mask, block, np.zeros_like(block))
        if finals.row_status is not None:
            info["row_failed"] = (finals.row_status == _FAILED[0]) & mask
        if finals.episode is not None:
            for name in ("success_once", "success_at_end"):
                column = finals.episode[:, self._episode_columns.index(name)]
                info[name] = (column != 0) & mask
        if finals.task_index is not None:
            tasks = np.full(self._rows, None, dtype=object)
            tasks[rows] = self._task_ids[finals.task_index[rows]]
            info["task"] = tasks
        if "instruction" in finals.blocks:
            info["instruction"] = _texts(finals, "instruction", rows)
        if self._statistics and finals.episode is not None:
            info["episode"] = self._episode(finals.episode, mask)
        info.update({"_" + key: mask for key in list(info)})
        return info


def _block(name: str) -> Maker:
    return lambda kept: kept[0].array(name)


def _flags(name: str) -> Maker:
    return lambda kept: kept[0].array(name) != 0


def _column(name: str, index: int, is_flag: bool) -> Maker:
    if is_flag:
        return lambda kept: kept[0].array(name)[:, index] != 0
    return lambda kept: kept[0].array(name)[:, index]


def _texts(batch: Batch, block: str, rows: np.ndarray) -> np.ndarray:
    """The texts of some rows, ``None`` in the others."""
    texts = np.full(len(batch.blocks[block]), None, dtype=object)
    for row in rows.tolist():
        texts[row] = batch.text(block, row)
    return texts


def _safe(name: str) -> str:
    """The key of an info column: two keys of infos have another meaning in Gymnasium."""
    return name + "_" if name in ("episode", "final_info", "final_obs") else name


def scalars(infos: Infos) -> Infos:
    """The infos of a vector of one as those of a single environment: without masks and rows."""
    info: Infos = {}
    for key, value in infos.items():
        if key[0] == "_" or key == "env_id":
            continue
        has = infos.get("_" + key)
        if has is not None and not has[0]:
            continue
        if isinstance(value, dict):
            info[key] = scalars(value)
        elif value.dtype == object or value.ndim > 1:
            info[key] = value[0]
        else:
            info[key] = value[0].item()
    return info
