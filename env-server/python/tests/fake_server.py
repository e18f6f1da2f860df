"""A server in Python with a toy environment, which speaks the protocol over a Unix socket.

It is a test double of ``workcell serve`` for tests of clients:

    with FakeServer() as server:
        envs = workcell.make_vec("toy/reach-v1", 4, server=server.address)

or a process of its own: ``python3 fake_server.py serve --listen unix:PATH [--exit-with-parent]``.
"""

import argparse
import os
import shutil
import socket
import struct
import sys
import tempfile
import threading
import time

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from fake_vector import RESET, RESTORED, STEPPED, FakeVector, Refusal  # noqa: E402
from toy import TASKS  # noqa: E402
from workcell import _wire  # noqa: E402


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
        unapplied = [{"because": "the scene lacks it", "paths": ["body:load/mass"]}]
        return {
            **({"unapplied": unapplied} if "actuators" in body else {}),
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
        self.folder = None if path else tempfile.mkdtemp(prefix="fake-server-")
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
        if self.folder:
            shutil.rmtree(self.folder)

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
