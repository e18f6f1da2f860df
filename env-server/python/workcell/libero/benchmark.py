"""``libero.libero.benchmark``: suites, their tasks, orders and initial states."""

from __future__ import annotations

import os
from typing import Any, Dict, List, NamedTuple, Optional, Type

import numpy as np

from . import _configuration
from ._catalogue import TaskFacts, catalogue

__all__ = [
    "Benchmark",
    "LIBERO_10",
    "LIBERO_100",
    "LIBERO_130",
    "LIBERO_90",
    "LIBERO_GOAL",
    "LIBERO_OBJECT",
    "LIBERO_SPATIAL",
    "Task",
    "get_benchmark",
    "get_benchmark_dict",
]


class Task(NamedTuple):
    """One task, by upstream's names.

    Attributes:
        name: of its task file, without ending.
        language: the task in words, from the name.
        problem: always ``Libero``.
        problem_folder: its suite.
        bddl_file: name of its task file.
        init_states_file: name of the file of its initial states.
    """

    name: str
    language: str
    problem: str
    problem_folder: str
    bddl_file: str
    init_states_file: str


class Benchmark:
    """A suite in one of its task orders.

    Args:
        task_order_index: 0 to 20 for suites of ten tasks, 0 for the others.

    Attributes:
        name: such as ``libero_goal``.
        n_tasks: number of tasks.
        tasks: of type ``Task``.
    """

    name = ""
    _short = ""

    def __init__(self, task_order_index: int = 0) -> None:
        self.task_order_index = task_order_index
        self._catalogue = catalogue()
        self._facts: List[TaskFacts] = self._catalogue.suite(self._short, task_order_index)
        self.tasks = [_task(each) for each in self._facts]
        self.n_tasks = len(self.tasks)
        self.task_embs: Optional[Any] = None

    def get_num_tasks(self) -> int:
        """Number of tasks."""
        return self.n_tasks

    def get_task(self, i: int) -> Task:
        """The task at a place of the order."""
        return self.tasks[i]

    def get_task_names(self) -> List[str]:
        """Names of the task files, without ending."""
        return [task.name for task in self.tasks]

    def get_task_problems(self) -> List[str]:
        """``Libero`` for each task."""
        return [task.problem for task in self.tasks]

    def get_task_bddl_files(self) -> List[str]:
        """Names of the task files."""
        return [task.bddl_file for task in self.tasks]

    def get_task_bddl_file_path(self, i: int) -> str:
        """What ``OffScreenRenderEnv`` takes as ``bddl_file_name``; no file lies there."""
        task = self.tasks[i]
        return os.path.join(
            _configuration.get_libero_path("bddl_files"), task.problem_folder, task.bddl_file
        )

    def get_task_demonstration(self, i: int) -> str:
        """Where the demonstrations of a task lie in a folder of data sets."""
        return "%s/%s_demo.hdf5" % (self.tasks[i].problem_folder, self.tasks[i].name)

    def get_task_init_states(self, i: int) -> np.ndarray:
        """The stored states of a task: time, qpos, qvel; float64 ``[50][D]``, a copy."""
        facts = self._facts[i]
        return self._catalogue.contexts(facts)[:, : facts.state_width].copy()

    def set_task_embs(self, task_embs: Any) -> None:
        """Keeps embeddings of the tasks for ``get_task_emb``."""
        self.task_embs = task_embs

    def get_task_emb(self, i: int) -> Any:
        """The embedding of a task that ``set_task_embs`` was given."""
        if self.task_embs is None:
            raise ValueError("there are no embeddings; call set_task_embs first")
        return self.task_embs[i]


def _task(facts: TaskFacts) -> Task:
    return Task(
        name=facts.name,
        language=facts.language,
        problem="Libero",
        problem_folder=facts.suite,
        bddl_file=facts.name + ".bddl",
        init_states_file=facts.name + ".pruned_init",
    )


class LIBERO_SPATIAL(Benchmark):
    """LIBERO-Spatial."""

    name, _short = "libero_spatial", "spatial"


class LIBERO_OBJECT(Benchmark):
    """LIBERO-Object."""

    name, _short = "libero_object", "object"


class LIBERO_GOAL(Benchmark):
    """LIBERO-Goal."""

    name, _short = "libero_goal", "goal"


class LIBERO_90(Benchmark):
    """LIBERO-90."""

    name, _short = "libero_90", "90"


class LIBERO_10(Benchmark):
    """LIBERO-10, also called LIBERO-Long."""

    name, _short = "libero_10", "10"


class LIBERO_100(Benchmark):
    """LIBERO-90, then LIBERO-10."""

    name, _short = "libero_100", "100"


class LIBERO_130(Benchmark):
    """Spatial, Object, Goal, LIBERO-90, LIBERO-10: the order of RLinf's union."""

    name, _short = "libero_130", "130"


_BENCHMARKS: Dict[str, Type[Benchmark]] = {
    each.name: each
    for each in (
        LIBERO_SPATIAL,
        LIBERO_OBJECT,
        LIBERO_GOAL,
        LIBERO_90,
        LIBERO_10,
        LIBERO_100,
        LIBERO_130,
    )
}


def get_benchmark_dict(help: bool = False) -> Dict[str, Type[Benchmark]]:
    """All suites by name, in lower case.

    Args:
        help: prints the names.
    """
    if help:
        print("Available benchmarks:\n" + "\n".join("\t" + name for name in _BENCHMARKS))
    return dict(_BENCHMARKS)


def get_benchmark(benchmark_name: str) -> Type[Benchmark]:
    """A suite by its name, in upper or lower case.

    Raises:
        KeyError: if there is none.
    """
    found = _BENCHMARKS.get(benchmark_name.lower())
    if found is None:
        raise KeyError(
            "there is no benchmark '%s'; use one of %s" % (benchmark_name, ", ".join(_BENCHMARKS))
        )
    return found
