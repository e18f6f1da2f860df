"""What a vector's environments are and look like, by the calls of Gymnasium's vectors."""

from __future__ import annotations

from typing import Any, Dict, Optional, Tuple

import numpy as np

from ._vector_core import Rows, VectorCore


class Attributes(VectorCore):
    """Specs, attributes and pictures of environments."""

    def task_spec(self, i: int) -> Dict[str, Any]:
        """The spec of the task of environment ``i``, as in ``docs/protocol.md``."""
        return self.task_specs()[i]

    def task_specs(self) -> Tuple[Dict[str, Any], ...]:
        """The specs of the tasks of all environments."""
        if self._row_specs is None:
            if len(self._specs) == 1:
                self._row_specs = tuple(self._specs * self.num_envs)
            else:
                by_id = {spec["id"]: spec for spec in self._specs}
                first = [spec["id"] for spec in self._specs]
                self._row_specs = tuple(
                    by_id[task or first[i % len(first)]]
                    for i, task in enumerate(self._infos.tasks)
                )
        return self._row_specs

    def _attribute(self, name: str) -> Tuple[Any, ...]:
        if name in self._attributes:
            return self._attributes[name]
        specs = self.task_specs()
        if name == "_max_episode_steps":
            return tuple(spec["horizon"] for spec in specs)
        if name in ("task_description", "instruction"):
            return tuple(
                text or spec["instruction"] for text, spec in zip(self._infos.instructions, specs)
            )
        if name == "task":
            return tuple(spec["id"] for spec in specs)
        if name == "task_spec":
            return specs
        shared = {
            "metadata": self.metadata,
            "render_mode": self.render_mode,
            "observation_space": self.single_observation_space,
            "action_space": self.single_action_space,
        }
        if name in shared:
            return (shared[name],) * self.num_envs
        raise AttributeError(
            "environments have no attribute '%s'; they have _max_episode_steps, task, instruction,"
            " task_description, task_spec, %s%s"
            % (name, ", ".join(shared), "".join(", " + each for each in self._attributes))
        )

    def call(self, name: str, *args: Any, **kwargs: Any) -> Tuple[Any, ...]:
        """Calls a method of every environment, or gets an attribute: one result for each.

        Args:
            name: ``render`` (with ``camera``, ``width``, ``height``), ``record``, ``snapshot``,
                ``expert_action``, or a name that ``get_attr`` accepts.
        """
        if name == "render":
            return self.render(*args, **kwargs)
        if name == "record":
            return tuple(self.record(i) for i in range(self.num_envs))
        if name == "snapshot":
            return tuple(self.snapshot())
        if name == "expert_action":
            return tuple(self.expert_actions())
        return self._attribute(name)

    def get_attr(self, name: str) -> Tuple[Any, ...]:
        """An attribute of every environment: ``_max_episode_steps``, ``task``, ``instruction``,
        ``task_description``, ``task_spec``, ``metadata``, or what ``set_attr`` has set."""
        return self._attribute(name)

    def set_attr(self, name: str, values: Any) -> None:
        """Keeps a value for every environment, or one for each where it is a list or tuple.

        Raises:
            AttributeError: if the name is one that the server rules.
        """
        if name not in self._attributes:
            try:
                self._attribute(name)
            except AttributeError:
                pass
            else:
                raise AttributeError(
                    "'%s' cannot be set; open the vector with other arguments" % name
                )
        each = tuple(values) if isinstance(values, (list, tuple)) else (values,) * self.num_envs
        if len(each) != self.num_envs:
            raise ValueError(
                "'%s' has %d values for %d environments" % (name, len(each), self.num_envs)
            )
        self._attributes[name] = each

    def render(
        self,
        camera: Optional[str] = None,
        width: Optional[int] = None,
        height: Optional[int] = None,
        ids: Rows = None,
    ) -> Tuple[np.ndarray, ...]:
        """Images of the present states, uint8 ``[height][width][3]`` for each environment.

        Args:
            camera: as ``render`` of ``make_vec`` says where it is absent.
            width: in pixels, likewise.
            height: in pixels, likewise.
            ids: of which environments; all where absent.
        """
        wanted = dict(self._render_options)
        given = {"camera": camera, "width": width, "height": height}
        wanted.update({key: value for key, value in given.items() if value is not None})
        wanted.update(self._environments(ids))
        return tuple(self._call("render", wanted)[1]["images"])
