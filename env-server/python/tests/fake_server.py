"""A server in Python with a toy environment, which speaks the protocol over a Unix socket.

It is a test double of ``workcell serve`` for tests of clients:

    with FakeServer() as server:
        envs = workcell.make_vec("toy/reach-v1", 4, server=server.address)

or a process of its own: ``python3 fake_server.py serve --listen unix:PATH [--exit-with-parent]``.
"""

import argparse
import mmap
import os
import socket
import struct
import sys
import tempfile
import threading
import time

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from toy import ACTION, INFO_COLUMNS, OBSERVATION, STATISTICS, TASKS, Toy  # noqa: E402
from workcell import _wire  # noqa: E402
from workcell._segment import Descriptor, batches_over  # noqa: E402

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


class Connection:
    """What one client has asked for."""

    def __init__(self, server, channel):
        self.server = server
        self.channel = channel
        self.vectors = {}
        self.latest = None
        self.greeted = False

    def serve(self):
        file = self.channel.makefile("rb")
        while True:
            kind = file.read(1)
            if not kind:
                return
            if kind[0] == _wire.MESSAGE:
                (length,) = struct.unpack("<I", file.read(4))
                self.channel.sendall(_wire.framed(self.answer(*_wire.decode(file.read(length)))))
            else:
                self.ring()

    def ring(self):
        try:
            self.latest.step()
        except Refusal as e:
            self.channel.sendall(_wire.framed(_wire.encode(self.refused(e))))
        else:
            self.channel.sendall(bytes([_wire.DOORBELL]))

    def refused(self, error):
        return {"error": {"code": error.code, "message": str(error)}}

    def answer(self, body, tensors):
        try:
            name = body.pop("call")
            if not self.greeted and name != "hello":
                raise Refusal("failed_precondition", "the first call is hello")
            vector = self.vectors.get(body.pop("vector", None))
            answer = getattr(self, "call_" + name)(vector, body, tensors)
            return _wire.encode(*answer) if isinstance(answer, tuple) else _wire.encode(answer)
        except Refusal as e:
            return _wire.encode(self.refused(e))
        except Exception as e:
            return _wire.encode(self.refused(Refusal("internal", repr(e))))

    def call_hello(self, vector, body, tensors):
        if self.server.token is not None and body.get("token") != self.server.token:
            raise Refusal("unauthenticated", "the token is wrong")
        self.greeted = True
        return {"protocol": 1, "version": "0", "engine": "toy", "server": "fake", "max_envs": 999, "workers": 1}

    def call_list(self, vector, body, tensors):
        tasks = [
            {"id": task, "instruction": text, "horizon": 20, "suite": "toy", "settings": []}
            for task, text in TASKS.items()
        ]
        return {"suites": ["toy"], "tasks": tasks, "benchmarks": [{"id": "toy/T2", "description": "", "tasks": []}]}

    def call_open(self, vector, body, tensors):
        self.server.opened.append(body)
        if int((body.get("images") or {}).get("device", 0)) > 1:
            raise Refusal("invalid_argument", "EGL has no device %s" % body["images"]["device"])
        vector = FakeVector(body, self.server.folder)
        self.vectors[len(self.vectors)] = self.latest = vector
        return {
            "vector": len(self.vectors) - 1,
            "num_envs": vector.count,
            "descriptor": vector.text,
            "segment": {"path": vector.path, "bytes": vector.descriptor.bytes},
            "specs": vector.specs,
            "autoreset": vector.autoreset,
        }

    def call_mapped(self, vector, body, tensors):
        os.remove(vector.path)
        return {}

    def shown(self, vector):
        return {"shown": vector.shown[0]}

    def start(self, vector, body):
        rows = vector.rows(body)
        seeds = body.get("seeds") or [body["seed"] + row for row in rows]
        for i, row in enumerate(rows):
            given = [body.get(name, [None] * len(rows))[i] for name in ("tasks", "variations", "contexts")]
            if given[0] is not None and given[0] not in vector.tasks:
                raise Refusal("not_found", "this vector has no task '%s'" % given[0])
            vector.toys[row].reset(seeds[i], *given)
        return rows

    def call_reset(self, vector, body, tensors):
        vector.write_all(self.start(vector, body), RESET, True)
        return self.shown(vector)

    def call_reset_next(self, vector, body, tensors):
        rows = vector.rows(body)
        for row in rows:
            vector.toys[row].reset_next(row)
        vector.write_all(rows, RESET, True)
        return self.shown(vector)

    def call_step(self, vector, body, tensors):
        rows = vector.rows(body)
        if "action" in tensors:
            vector.current.action[rows] = tensors["action"]
        vector.step(rows)
        return self.shown(vector)

    def call_chunk(self, vector, body, tensors):
        actions, stops = tensors["actions"], body.get("stops_at_success", False)
        count, length = actions.shape[:2]
        result = {"chunk_" + name: np.zeros((count, length), np.uint8) for name in ("terminated", "truncated", "success")}
        result["chunk_reward"] = np.zeros((count, length))
        result["chunk_steps"] = np.zeros(count, np.int32)
        for row, toy in enumerate(vector.toys):
            for step in range(length):
                toy.step(actions[row, step])
                result["chunk_reward"][row, step] = toy.reward
                for name in ("terminated", "truncated", "success"):
                    result["chunk_" + name][row, step] = getattr(toy, name)
                result["chunk_steps"][row] += 1
                if toy.done or (stops and toy.success):
                    break
        vector.write_all(range(count), STEPPED, False)
        return self.shown(vector), result

    def call_snapshot(self, vector, body, tensors):
        rows = vector.rows(body)
        return {}, {str(i): np.frombuffer(vector.toys[row].save(), np.uint8) for i, row in enumerate(rows)}

    def call_restore(self, vector, body, tensors):
        rows = vector.rows(body)
        for i, row in enumerate(rows):
            vector.toys[row].load(tensors[str(i)].tobytes())
        vector.write_all(rows, RESTORED, False)
        return self.shown(vector)

    def call_branch(self, vector, body, tensors):
        for row in body["targets"]:
            vector.toys[row].load(vector.toys[body["source"]].save())
        vector.write_all(body["targets"], RESTORED, False)
        return self.shown(vector)

    def call_save(self, vector, body, tensors):
        return {}, {"state": np.frombuffer(b"\n".join(toy.save() for toy in vector.toys), np.uint8)}

    def call_load(self, vector, body, tensors):
        for toy, line in zip(vector.toys, tensors["state"].tobytes().split(b"\n")):
            toy.load(line)
        vector.write_all(range(vector.count), RESTORED, False)
        return self.shown(vector)

    def call_render(self, vector, body, tensors):
        rows = vector.rows(body)
        if not {"camera", "width", "height"} <= body.keys():
            raise Refusal("invalid_argument", "this call needs camera, width and height")
        shape = (len(rows), body["height"], body["width"], 3)
        return {}, {"images": np.full(shape, 7, np.uint8)}

    def call_spec(self, vector, body, tensors):
        return vector.toys[body["environment"]].spec()

    def call_record(self, vector, body, tensors):
        return {"record": {"task": vector.toys[body["environment"]].task}}

    def call_expert(self, vector, body, tensors):
        return {}, {"action": np.array([vector.toys[row].expert() for row in vector.rows(body)], np.float32)}

    def call_send(self, vector, body, tensors):
        for row, index in enumerate(vector.rows(body)):
            vector.waiting.append((index, tensors["action"][row]))
        return {}

    def call_send_reset(self, vector, body, tensors):
        vector.waiting += [(index, None) for index in self.start(vector, body)]
        return {}

    def call_receive(self, vector, body, tensors):
        if len(vector.waiting) < vector.batch_size:
            raise Refusal("failed_precondition", "a batch would never fill")
        # The last come first, so that the order differs from that of rows.
        finished, vector.waiting = vector.waiting[-vector.batch_size :], vector.waiting[: -vector.batch_size]
        taking, target = vector.current, vector.next()
        for row, (index, action) in enumerate(finished):
            if action is None:
                vector.write(target, row, index, RESET, True)
            else:
                taking.action[row], taking.actor[row] = action, 0
                vector.step_row(index, row, taking, target)
        vector.show()
        return self.shown(vector)

    def call_close(self, vector, body, tensors):
        return {}

    def call_sleep(self, vector, body, tensors):
        """For tests: later steps take longer."""
        vector.delay = body["seconds"]
        return {}


class FakeServer:
    """Serves in threads of this process, until it is closed."""

    def __init__(self, path=None, token=None):
        self.folder = tempfile.mkdtemp(prefix="fake-server-")
        self.path = path or os.path.join(self.folder, "socket")
        self.token = token
        self.opened = []
        self.channels = set()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(self.path)
        self._listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self):
        return "unix:" + self.path

    def _accept(self):
        while True:
            try:
                channel, _ = self._listener.accept()
            except OSError:
                return
            self.channels.add(channel)
            threading.Thread(target=self._serve, args=(channel,), daemon=True).start()

    def _serve(self, channel):
        try:
            Connection(self, channel).serve()
        except (OSError, struct.error):
            pass
        finally:
            self.channels.discard(channel)
            channel.close()

    def close(self):
        self._listener.close()
        for channel in list(self.channels):
            try:
                channel.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        for name in os.listdir(self.folder):
            os.remove(os.path.join(self.folder, name))
        os.rmdir(self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()


def main():
    parent = os.getppid()
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["serve"])
    parser.add_argument("--listen", required=True)
    parser.add_argument("--exit-with-parent", action="store_true")
    parser.add_argument("--idle-exit", type=float)
    parser.add_argument("--files", action="append")
    parser.add_argument("--fail", action="store_true")
    options = parser.parse_args()
    print("fake server starts", flush=True)
    if options.fail:
        print("this server cannot start", flush=True)
        sys.exit(3)
    server = FakeServer(options.listen[len("unix:") :])
    idle_since = time.monotonic()
    while not options.exit_with_parent or os.getppid() == parent:
        time.sleep(0.02)
        if server.channels:
            idle_since = time.monotonic()
        elif options.idle_exit is not None and time.monotonic() - idle_since > options.idle_exit:
            break
    server.close()
    if os.path.exists(server.path):
        os.remove(server.path)


if __name__ == "__main__":
    main()
