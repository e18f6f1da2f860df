"""A vector of toy environments over a file that a client maps, for the test double of the server."""

import mmap
import os
import tempfile
import time

import numpy as np

from toy import ACTION, INFO_COLUMNS, OBSERVATION, STATISTICS, TASKS, Toy
from workcell._segment import Descriptor, batches_over

IDLE, STEPPED, RESET, RESTORED, FAILED = range(5)
TEXT = 512


class Refusal(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def descriptor_text(rows, batches, finals, tasks, images):
    """The descriptor of a segment, as ``SegmentDescriptor.toText`` writes it."""
    blocks = [
        ("action", "action", "float32", (ACTION,), ()),
        ("intervention", "action", "float32", (ACTION,), ()),
        ("actor", "action", "uint8", (1,), ()),
        ("observation", "observation", "float64", (OBSERVATION,), ()),
    ]
    if "toy/goal-v1" in tasks:
        blocks.append(("desired_goal", "observation", "float32", (3,), ()))
    blocks.append(("reward", "reward", "float64", (1,), ()))
    blocks += [(name, "flag", "uint8", (1,), ()) for name in ("terminated", "truncated", "success")]
    blocks += [
        ("executed_action", "executed", "float32", (ACTION,), ()),
        ("executed_by", "executed", "uint8", (1,), ()),
        ("info", "info", "float64", (len(INFO_COLUMNS),), INFO_COLUMNS),
        ("episode", "episode", "float64", (len(STATISTICS),), STATISTICS),
    ]
    if images:
        shape = (len(images["cameras"]), images.get("height", 84), images.get("width", 84), 3)
        blocks.append(("images", "image", "uint8", shape, ()))
    blocks += [(name, "meta", "int32", (1,), ()) for name in ("environment_index", "task_index", "variation")]
    blocks.append(("root_seed", "meta", "int64", (1,), ()))
    blocks += [(name, "meta", "uint8", (1,), ()) for name in ("row_status", "has_final", "starts_episode")]
    for name in ("instruction", "failure"):
        blocks.append((name + "_bytes", "meta", "int32", (1,), ()))
        blocks.append((name, "meta", "uint8", (TEXT,), ()))
    lines, offset = [], 0
    for name, role, dtype, shape, columns in blocks:
        row_bytes = int(np.prod(shape)) * np.dtype(dtype).itemsize
        sizes = "[" + ",".join(map(str, shape)) + "]"
        alignment = 4096 if rows * row_bytes >= 4096 else 64
        offset = -(-offset // alignment) * alignment
        lines.append("\t".join(["block", name, role, dtype, sizes, str(offset), str(row_bytes), *columns]))
        offset += rows * row_bytes
    offset = -(-offset // 4096) * 4096
    head = [
        "workcell-segment\t2",
        "batches\t%d" % batches,
        "finals\t%s" % str(finals).lower(),
        "workcell-batch\t2",
        "rows\t%d" % rows,
        "bytes\t%d" % offset,
    ]
    return "\n".join(head + lines) + "\n"


class FakeVector:
    """A vector of toys over a file that the client maps."""

    def __init__(self, arguments, folder):
        self.count = arguments["num_envs"]
        self.autoreset = arguments.get("autoreset", "next_step")
        self.batch_size = arguments.get("batch_size")
        self.images = arguments.get("images")
        self.tasks = self._tasks(arguments["what"])
        horizon = arguments.get("horizon", 20)
        ignores = arguments.get("ignore_terminations", False)
        self.toys = [Toy(self.tasks[i % len(self.tasks)], horizon, ignores) for i in range(self.count)]
        self.specs = [Toy(task, horizon).spec() for task in self.tasks]
        rows = self.batch_size or self.count
        batches = 2 if not self.batch_size else -(-self.count // rows) + 2
        self.text = descriptor_text(rows, batches, self.autoreset == "same_step", self.tasks, self.images)
        self.descriptor = Descriptor.parse(self.text)
        handle, self.path = tempfile.mkstemp(prefix="fake-segment-", dir=folder)
        os.ftruncate(handle, self.descriptor.bytes)
        self.memory = mmap.mmap(handle, self.descriptor.bytes)
        os.close(handle)
        self.batches = batches_over(self.descriptor, self.memory)
        self.shown = memoryview(self.memory)[:8].cast("q")
        self.waiting = []
        self.idle = self.tasks == ["toy/idle-v1"]
        self.delay = 0.0

    def _tasks(self, what):
        for task in what:
            if task not in TASKS and task != "toy":
                raise Refusal("not_found", "there is no task or suite '%s'; use one of %s" % (task, sorted(TASKS)))
        return [each for task in what for each in (["toy/reach-v1", "toy/push-v1"] if task == "toy" else [task])]

    @property
    def current(self):
        return self.batches[self.shown[0] % len(self.batches)]

    def next(self):
        return self.batches[(self.shown[0] + 1) % len(self.batches)]

    def show(self):
        self.shown[0] += 1

    def rows(self, arguments):
        rows = arguments.get("environments")
        rows = list(range(self.count)) if rows is None else rows
        if any(row < 0 or row >= self.count for row in rows):
            raise Refusal("invalid_argument", "there is no environment %s" % rows)
        return rows

    def write(self, batch, row, index, status, starts, failure=""):
        toy = self.toys[index]
        blocks = batch.blocks
        blocks["observation"][row] = toy.observation()
        if "desired_goal" in blocks:
            blocks["desired_goal"][row] = toy.goal
        batch.reward[row] = toy.reward
        batch.terminated[row], batch.truncated[row], batch.success[row] = toy.terminated, toy.truncated, toy.success
        batch.executed_action[row], batch.executed_by[row] = toy.executed, toy.executed_by
        batch.info[row] = toy.info()
        batch.episode[row] = toy.statistics
        batch.actor[row] = 0
        if "images" in blocks:
            for camera in range(blocks["images"].shape[1]):
                blocks["images"][row, camera] = (index * 10 + camera + int(toy.statistics[1])) % 256
        batch.environment_index[row] = index
        batch.task_index[row] = self.tasks.index(toy.task)
        batch.variation[row], batch.root_seed[row] = toy.variation, toy.seed
        batch.row_status[row], batch.starts_episode[row], batch.has_final[row] = status, starts, False
        for name, text in (("instruction", toy.instruction), ("failure", failure)):
            data = text.encode()
            blocks[name][row, : len(data)] = np.frombuffer(data, np.uint8)
            blocks[name + "_bytes"][row] = len(data)

    def write_all(self, changed, status, starts):
        batch = self.next()
        for row in range(self.count):
            in_call = row in changed
            self.write(batch, row, row, status if in_call else IDLE, starts and in_call)
        self.show()

    def act(self, index, batch, row):
        """The action of a row, by whoever acts."""
        toy, actor = self.toys[index], batch.actor[row]
        if actor == 1:
            return batch.intervention[row], 1
        if actor == 2:
            return toy.executed, 2
        return batch.action[row], 0

    def step(self, rows=None):
        if self.idle:
            self.next().starts_episode[:] = False
            self.show()
            return
        if self.delay:
            time.sleep(self.delay)
        taking, target = self.current, self.next()
        rows = list(range(self.count)) if rows is None else rows
        for row in rows:
            if not self.toys[row].started:
                raise Refusal("failed_precondition", "environment %d has not been reset" % row)
            if self.autoreset == "disabled" and self.toys[row].done:
                raise Refusal("failed_precondition", "the episode of environment %d has ended; reset it" % row)
        for row in range(self.count):
            if row in rows:
                self.step_row(row, row, taking, target)
            else:
                self.write(target, row, row, IDLE, False)
        self.show()

    def step_row(self, index, row, taking, target):
        toy = self.toys[index]
        action, by = self.act(index, taking, row)
        if toy.done:
            toy.reset_next(index)
            self.write(target, row, index, RESET, True)
        elif not np.all(np.isfinite(action)):
            self.write(target, row, index, FAILED, False, "the action is not finite")
        else:
            toy.step(action, by)
            self.write(target, row, index, STEPPED, False)
            if toy.done and self.autoreset == "same_step":
                self.start_in_same_step(toy, index, row, target)

    def start_in_same_step(self, toy, index, row, target):
        self.write(target.finals, row, index, STEPPED, False)
        outcome = (toy.reward, toy.terminated, toy.truncated, toy.success, toy.statistics)
        toy.reset_next(index)
        self.write(target, row, index, STEPPED, True)
        target.reward[row], target.terminated[row], target.truncated[row], target.success[row] = outcome[:4]
        target.episode[row] = outcome[4]
        target.has_final[row] = True
