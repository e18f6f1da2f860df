"""`workcell.evaluate`: a Python policy in the machinery of `workcell bench`."""

from __future__ import annotations

import json
import math
import os
import sys
import warnings
from pathlib import Path
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from . import _opening, errors
from ._policy import Batch, Facts, PolicyHost, Starts, act_function
from ._policy_run import PolicyRun

__all__ = ["Batch", "EvaluationError", "Expert", "Report", "Starts", "TaskResult", "evaluate", "expert"]

_OK, _TARGET_MISSED, _EPISODES_ERRORED = 0, 1, 3
_MANIFEST = "manifest.json"

Folder = Union[str, "os.PathLike[str]"]


class EvaluationError(errors.WorkcellError, RuntimeError):
    """The evaluation did not get to its end; the message is that of the command line.

    Attributes:
        status: exit status of the command line: 2 where it was asked for something impossible, 3 where it failed.
    """

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class TaskResult(NamedTuple):
    """The numbers of a task, or of all. Rates are 0 to 1 over all episodes."""

    episodes: int
    success_once: float
    success_at_end: float
    #: The 95 % Wilson interval of the headline rate, which the protocol chooses.
    ci95: Tuple[float, float]
    #: Mean sum of rewards of the episodes that did not error; None where all did.
    mean_return: Optional[float]
    mean_steps: Optional[float]
    #: Number of episodes that errored.
    errors: int
    #: Number of episodes that began with what their task takes for granted; None where none tested it.
    premise_true: Optional[int] = None
    #: Number of episodes that did not: rates that rest on some do not stand beside published ones.
    premise_false: Optional[int] = None


class Report:
    """A finished evaluation, read from its run folder.

    Attributes:
        out: the run folder; `docs/runs.md` describes its files.
        path: its page, `report.html`.
        summary: `summary.json` as a dict.
        manifest: `manifest.json` as a dict: everything that the numbers depend on.
        overall: the numbers over all episodes without perturbation.
        tasks: the same of each task, by task id.
        comparison: `perturbation.json` as a dict, where the evaluation was perturbed; else None.
        target_missed: whether a task stayed below `min_success`.
    """

    def __init__(self, out: Folder, target_missed: bool = False) -> None:
        self.out = Path(out)
        self.path = self.out / "report.html"
        self.summary: Dict[str, Any] = _read_json(self.out / "summary.json")
        self.manifest: Dict[str, Any] = _read_json(self.out / _MANIFEST)
        self.overall = _result(self.summary["overall"])
        self.tasks = {task: _result(numbers) for task, numbers in self.summary["tasks"].items()}
        compared = self.out / "perturbation.json"
        self.comparison: Optional[Dict[str, Any]] = _read_json(compared) if compared.exists() else None
        self.target_missed = target_missed

    @property
    def success_once(self) -> float:
        """Share of all episodes with success in any step."""
        return self.overall.success_once

    @property
    def success_at_end(self) -> float:
        """Share of all episodes with success in the last step."""
        return self.overall.success_at_end

    @property
    def ci95(self) -> Tuple[float, float]:
        """The 95 % Wilson interval of the headline rate over all episodes."""
        return self.overall.ci95

    @property
    def not_repeatable(self) -> Optional[str]:
        """Why another run would give other numbers, in a sentence; None where nothing was found."""
        return self.summary.get("not_repeatable")

    @property
    def episodes(self) -> List[Dict[str, Any]]:
        """The lines of `episodes.jsonl`, by condition, task and number; read anew each time."""
        with open(self.out / "episodes.jsonl", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def __str__(self) -> str:
        rows = [*self.tasks.items(), ("overall", self.overall)]
        width = max(len(name) for name, _ in rows)
        text = [f"{'task':{width}}  episodes  success_once %  success_at_end %  95 % interval"]
        for name, numbers in rows:
            low, high = (100 * end for end in numbers.ci95)
            text.append(f"{name:{width}}  {numbers.episodes:8}  {100 * numbers.success_once:14.1f}  "
                        f"{100 * numbers.success_at_end:16.1f}  {low:5.1f} - {high:5.1f}"
                        + (" !" if numbers.premise_false else ""))
        if self.overall.premise_false:
            text.append(f"! premise false, in {self.overall.premise_false} episodes in all: does not stand beside "
                        "published rates")
        if self.not_repeatable:
            text.append(self.not_repeatable)
        return "\n".join([*text, f"report: {self.path}"])

    def __repr__(self) -> str:
        return f"Report({str(self.out)!r}, success_once={self.success_once:.3f})"


def _read_json(path: Path) -> Dict[str, Any]:
    with open(path, encoding="utf-8") as file:
        content: Dict[str, Any] = json.load(file)
        return content


def _result(numbers: Mapping[str, Any]) -> TaskResult:
    values = {field: numbers[field] for field in TaskResult._fields if field not in TaskResult._field_defaults}
    values.update({field: numbers.get(field) for field in TaskResult._field_defaults})
    values["ci95"] = (numbers["ci95"][0], numbers["ci95"][1])
    return TaskResult(**values)


class Expert:
    """A policy that does what each task's scripted expert does, asked through `evaluate` like any other policy."""

    name = "workcell.expert"
    reads_scene = True

    def __call__(self, batch: Batch) -> Any:
        return batch.expert_actions()


def expert() -> Expert:
    """The scripted experts as a policy in Python. `evaluate("expert", ...)` runs them without Python."""
    return Expert()


def evaluate(
    policy: Any,
    what: Union[str, Sequence[str]],
    episodes: int = 10,
    out: Optional[Folder] = None,
    envs: int = 64,
    resume: bool = True,
    perturb: Optional[str] = None,
    seed: Optional[int] = None,
    *,
    severity: Optional[int] = None,
    protocol: Optional[str] = None,
    profile: Optional[str] = None,
    assets: Optional[Folder] = None,
    horizon: Optional[int] = None,
    settings: Optional[Mapping[str, Any]] = None,
    variation: Optional[int] = None,
    split: Optional[str] = None,
    demonstrations: Optional[Folder] = None,
    images: Union[None, Sequence[str], Mapping[str, Any]] = None,
    action_adapter: Optional[str] = None,
    filters: Sequence[str] = (),
    stages: Sequence[str] = (),
    actuators: Optional[Folder] = None,
    delta: Union[Folder, Mapping[str, Any], None] = None,
    engine: Optional[str] = None,
    videos: Optional[str] = None,
    videos_most: Optional[int] = None,
    min_success: Optional[float] = None,
    workers: Optional[int] = None,
    name: Optional[str] = None,
    identity: Optional[str] = None,
    chunk_steps: Optional[int] = None,
    play_steps: Optional[int] = None,
    padded_rows: Optional[int] = None,
    reads_scene: Optional[bool] = None,
    check_repeats: int = 16,
    policy_timeout: float = 600.0,
    device: Optional[str] = None,
    progress: bool = True,
) -> Report:
    """Evaluates a policy by the machinery of `workcell bench`: its cells, run folder, report, perturbations and films.

    Starts the command line as a child process, which simulates, and answers it in the calling thread. Two
    evaluations may run in two threads.

    Args:
        policy: a function `policy(batch) -> actions`, or an object with `act(batch)`; `batch` is a `Batch`. It
            answers with an array `[n, *action]`, or `[n, chunk_steps, *action]`, of NumPy, torch or anything that
            `numpy.asarray` takes. Where it has `reset(starts)`, that is called with the rows whose episodes begin,
            before they are asked about. Attributes `name`, `identity`, `chunk_steps`, `padded_rows`, `reads_scene`
            stand for the arguments of the same names. A string names a policy that needs no Python: `"expert"`,
            `"random"`, `"zero"`, or a TorchScript file.
        what: a task, a suite, a benchmark such as `"metaworld/MT10"`, or a list of tasks and suites.
        episodes: per task and condition.
        out: the run folder; a new one below `runs/` where absent.
        envs: environments that run at the same time. A batch has at most so many rows, and those that are asked
            twice, see `check_repeats`.
        resume: continue the run in `out`, if there is one. It must be the same evaluation: what differs is named.
            Arguments that are None are then as in that run. False refuses a folder that holds a run.
        perturb: run the same episodes under the conditions of this preset, too, and compare; `severity` 0 to 5.
        seed: of episode 0; of a benchmark also what its initial states are drawn from.
        protocol, profile, assets, horizon, settings, variation, split, demonstrations, action_adapter, filters,
            stages, actuators, engine, videos, videos_most, min_success: as the options of `workcell bench` (`videos` is `--video`).
        delta: a delta action: its folder, or a dictionary as for `make_vec`.
        images: cameras, or `{"cameras": [...], "width": 84, "height": 84, "quality": "fast"}`.
        workers: threads that simulate; as many as there are processors where absent. Results do not depend on it.
        name: of the policy in reports; its qualified name where absent.
        identity: what else its answers depend on, such as the checksum of a checkpoint. Name and identity are part
            of each episode's digest: a run does not go on with others.
        chunk_steps: actions of one answer; `play_steps` of them are played before the policy is asked again.
        padded_rows: rows of every batch; missing ones repeat the last row, with -1 in `batch.rows`. The last bits
            of a network's answer may depend on the shape of its batch.
        reads_scene: whether `batch.expert_actions()` may ask experts that read the simulation.
        check_repeats: of how many episodes one is asked about twice, in two rows, to see whether answers are the
            same to the bit; 16 costs 1/16 of the rows. 0 turns it off; the first answer is still asked for twice.
        policy_timeout: longest time in seconds that the policy may take to answer.
        device: where a TorchScript file runs.
        progress: whether the progress is shown on `sys.stderr`.

    Returns:
        The report. A warning is issued where episodes errored.

    Raises:
        EvaluationError: the command line refused its arguments, or failed.
        Exception: what the policy raised. The run is stopped; finished episodes are kept in `out`.
        KeyboardInterrupt: the run is stopped in order and can be continued.
    """
    scripted = isinstance(policy, str)
    if scripted:
        words = ["--policy", policy, *_options({"--device": device, "--padded-batch-size": padded_rows})]
    else:
        act_function(policy)
        if device is not None:
            raise errors.InvalidArgumentError("device is for TorchScript files; a policy in Python chooses its own")
        facts = Facts(policy, name=name, identity=identity, chunk_steps=chunk_steps, padded_rows=padded_rows,
                      reads_scene=reads_scene, check_repeats=check_repeats)
        threads, rows = _share(envs, workers)
        words, workers = ["--batch-size", str(rows)], threads
    if perturb is None and severity is not None:
        raise errors.InvalidArgumentError("severity says how strong a perturbation is; name one with perturb=")
    continued = out is not None and resume and (Path(out) / _MANIFEST).exists()
    words += _options({
        "--episodes": episodes, "--seed": seed, "--perturb": perturb, "--severity": severity, "--protocol": protocol,
        "--profile": profile, "--assets": assets, "--horizon": horizon, "--variation": variation,
        "--split": split, "--demonstrations": demonstrations,
        "--action-adapter": action_adapter, "--actuators": actuators, "--engine": engine, "--video": videos,
        "--max-videos": videos_most, "--min-success": min_success, "--workers": workers, "--execute-steps": play_steps,
        "--policy-timeout": policy_timeout, ("--resume" if continued else "--out"): out,
    })
    words += _image_options(images)
    words += _delta_options(delta)
    for option, values in (("--filter", filters), ("--stage", stages)):
        words += [word for value in values for word in (option, value)]
    words += [word for key, value in (settings or {}).items() for word in ("--set", f"{key}={_text(value)}")]
    names = [what] if isinstance(what, str) else list(what)
    run = PolicyRun(None if scripted else lambda: PolicyHost(policy, facts, 2 * envs),
                    sys.stderr if progress else None)
    policy_words = [] if scripted else ["--policy"]
    status = _run(run, lambda path: ["bench", *names, *words, *policy_words,
                                     *([] if scripted else [f"socket://{path}"]), "--json"], out)
    return _report(run, status)


def _run(run: PolicyRun, arguments: Any, out: Optional[Folder]) -> int:
    try:
        status = run.run(arguments)
    except KeyboardInterrupt:
        print("workcell: interrupted; finished episodes are kept, and evaluate(...) with the same arguments"
              + (" and the folder above as out=" if out is None else "") + " continues", file=sys.stderr)
        raise
    if run.failure is not None and not isinstance(run.failure, errors.ServerDiedError):
        raise run.failure
    return status


def _report(run: PolicyRun, status: int) -> Report:
    pages = [line[len("report: "):] for line in run.lines if line.startswith("report: ")]
    if not pages or status not in (_OK, _TARGET_MISSED, _EPISODES_ERRORED):
        complaints = [line[len("workcell: "):] for line in run.lines if line.startswith("workcell: ")]
        raise EvaluationError(complaints[-1] if complaints else "\n".join(
            [f"the command line ended with status {status}", *run.lines[-10:]]), status)
    report = Report(Path(pages[-1]).parent, target_missed=status == _TARGET_MISSED)
    if status == _EPISODES_ERRORED:
        warnings.warn(f"some episodes errored; see {report.out / 'errors.txt'}", RuntimeWarning, stacklevel=3)
    return report


def _options(values: Mapping[str, Any]) -> List[str]:
    return [word for option, value in values.items() if value is not None for word in (option, _text(value))]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(os.fspath(value) if hasattr(value, "__fspath__")
                                                                  else value)


def _delta_options(delta: Union[Folder, Mapping[str, Any], None]) -> List[str]:
    if delta is None:
        return []
    given = dict(delta) if isinstance(delta, Mapping) else {"folder": delta}
    folder = given.pop("folder", None)
    refused = ["--allow-refused-delta"] if given.pop("use_refused", False) else []
    return _options({"--delta": folder, "--delta-options": _opening.delta_options(given) or None}) + refused


def _image_options(images: Union[None, Sequence[str], Mapping[str, Any]]) -> List[str]:
    if images is None:
        return []
    if not isinstance(images, Mapping):
        images = {"cameras": [images] if isinstance(images, str) else list(images)}
    unknown = set(images) - {"cameras", "width", "height", "quality"}
    if unknown or not images.get("cameras"):
        raise errors.InvalidArgumentError("images are cameras, or {'cameras': [...], 'width': 84, 'height': 84, "
                                          f"'quality': 'fast'}}, not {dict(images)!r}")
    width, height = images.get("width", 84), images.get("height", 84)
    return ["--cameras", ",".join(images["cameras"]), "--image-size", f"{width}x{height}",
            *_options({"--image-quality": images.get("quality")})]


def _share(envs: int, workers: Optional[int]) -> Tuple[int, int]:
    """Threads that simulate, and the environments of each."""
    if envs < 1:
        raise errors.InvalidArgumentError(f"envs must be 1 or more, not {envs}")
    threads = min(envs, workers or _processors())
    return threads, math.ceil(envs / threads)


def _processors() -> int:
    """Processors that this process may use, the limit of its control group included."""
    count = len(os.sched_getaffinity(0))
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        return count if quota == "max" else max(1, min(count, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError):
        return count
