"""The gRPC client against the fake server's sessions, and its encoding against the definition."""

import os
import random
import signal
import socket
import threading
import time
import unittest
from concurrent import futures

import numpy as np

from support import FakeServer, HAS_GRPC, needs_grpc
from fake_server import Connection
from fake_vector import FAILED
import workcell
from workcell import _proto, _wire, errors


class ProtoTest(unittest.TestCase):
    def test_bytes_are_those_of_protocol_buffers(self):
        # protoc --encode=workcell.v1.Message: json: "{}", tensors { name: "x" dtype: "uint8" shape: 1 shape: 300 ... }
        data = np.arange(300, dtype=np.uint8).reshape(1, 300)
        frame = _proto.pack(({}, {"x": data}))
        inner = b"\x0a\x01x" + b"\x12\x05uint8" + b"\x1a\x03\x01\xac\x02" + b"\x22\xac\x02" + data.tobytes()
        self.assertEqual(frame, b"\x0a\x02{}" + b"\x12\xbe\x02" + inner)

    def test_messages_return_as_they_were_sent(self):
        tensors = {"a": np.arange(6.0).reshape(2, 3), "b": np.array(3, np.int64), "c": np.zeros((2, 0), np.float32)}
        body, found = _proto.unpack(_proto.pack(({"text": "ü", "n": None}, tensors)))
        self.assertEqual(body, {"text": "ü", "n": None})
        for name, array in tensors.items():
            self.assertEqual((found[name].dtype, found[name].shape), (array.dtype, array.shape))
            np.testing.assert_array_equal(found[name], array)

    def test_numbers_may_come_one_by_one_and_unknown_fields_are_skipped(self):
        inner = b"\x0a\x01x" + b"\x12\x05int32" + b"\x18\x02\x18\x01" + b"\x22\x08" + bytes(8) + b"\x28\x05\x3d\x00\x00\x00\x00"
        _, found = _proto.unpack(b"\x12" + bytes([len(inner)]) + inner)
        self.assertEqual(found["x"].shape, (2, 1))

    def test_damaged_messages_raise_nothing_else(self):
        whole = _proto.pack(({"a": 1}, {"x": np.arange(3.0)}))
        draw = random.Random(0)
        for _ in range(3000):
            damaged = bytearray(whole[: draw.randint(1, len(whole))])
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
            try:
                _proto.unpack(bytes(damaged))
            except errors.ProtocolError:
                pass


TEXTS = ("instruction_bytes", "instruction", "failure_bytes", "failure")


class Packed:
    """Results of all rows of a vector as bytes, in the layout that ``open`` tells."""

    def __init__(self, vector, observed):
        blocks = vector.descriptor.blocks
        read = [block for block in blocks if block.role != "action" and (observed is None or block.name in observed)]
        inputs = [block for block in blocks if block.role == "action"]
        self.vector = vector
        self.blocks = [block for block in read if block.name not in TEXTS] + [b for b in read if b.name in TEXTS]
        self.starts, lines, offset = {}, [], 0
        for block in inputs + self.blocks:
            sizes = "[" + ",".join(map(str, block.shape)) + "]"
            fields = ["block", block.name, block.role, block.dtype.name, sizes, str(offset), str(block.row_bytes)]
            lines.append("\t".join(fields + list(block.columns)) + "\n")
            self.starts[block.name] = offset
            offset = -(-(offset + vector.descriptor.rows * block.row_bytes) // 64) * 64
        self.end = offset
        head = vector.text.splitlines()[2:5]
        self.text = "\n".join(["workcell-segment\t2", "batches\t2", *head, "bytes\t%d\n" % offset]) + "".join(lines)

    def bytes_of(self, batch, with_texts):
        names = [block.name for block in self.blocks if with_texts or block.name not in TEXTS]
        first = self.starts[self.blocks[0].name]
        rest = [self.starts[block.name] for block in self.blocks if block.name not in names]
        data = np.zeros(min(rest, default=self.end) - first, np.uint8)
        for name in names:
            found = np.frombuffer(batch.blocks[name].tobytes(), np.uint8)
            data[self.starts[name] - first :][: len(found)] = found
        return data


class GrpcServer:
    """The fake server's sessions behind a port: results of batches go as tensors."""

    def __init__(self):
        import grpc

        self.fake = FakeServer()
        self.sizes = []
        self.server = grpc.server(futures.ThreadPoolExecutor(8))
        handler = grpc.stream_stream_rpc_method_handler(
            self.process, request_deserializer=_proto.unpack, response_serializer=_proto.pack
        )
        service = grpc.method_handlers_generic_handler("workcell.v1.Environments", {"Process": handler})
        self.server.add_generic_rpc_handlers((service,))
        self.address = "127.0.0.1:%d" % self.server.add_insecure_port("127.0.0.1:0")
        self.server.start()

    def process(self, messages, context):
        connection, packed = Connection(self.fake, None), {}
        for body, tensors in messages:
            vector, rows = connection.vectors.get(body.get("vector")), body.get("environments") or body.get("targets")
            if body["call"] == "step" and "intervention" in tensors:
                vector.current.intervention[:], vector.current.actor[:] = tensors["intervention"], tensors["actor"][:, 0]
            asked = {name: value for name, value in body.items() if name not in ("packed", "texts")}
            answer, found = _wire.decode(connection.answer(asked, tensors))
            if "segment" in answer:
                os.remove(answer.pop("segment")["path"])
            if body.get("packed") and "vector" in answer:
                vector = connection.vectors[answer["vector"]]
                packed[vector] = Packed(vector, body.get("observe"))
                answer["results"] = packed[vector].text
            if "shown" in answer and rows is None and vector in packed:
                found = {**found, **self.rows(packed[vector], body.get("texts", True))}
            elif "shown" in answer:
                found = {**found, **self.results(vector, rows)}
            yield answer, found

    def rows(self, packed, texts):
        batch = packed.vector.current
        texts = texts or batch.starts_episode.any() or (batch.row_status == FAILED).any()
        found = {"rows": packed.bytes_of(batch, texts)}
        if batch.finals is not None and batch.has_final.any():
            found["final_rows"] = packed.bytes_of(batch.finals, texts)
        self.sizes.append(len(found["rows"]))
        return found

    def results(self, vector, rows):
        batch, found = vector.current, {}
        rows = range(len(batch.reward)) if rows is None else rows
        for prefix, each in (("", batch), ("final_", batch.finals)):
            if each is None or (prefix and not batch.has_final.any()):
                continue
            for block in vector.descriptor.blocks:
                if block.role != "action":
                    array = each.blocks[block.name][list(rows)]
                    array = array.view(np.uint8) if array.dtype == np.bool_ else array
                    found[prefix + block.name] = array.reshape((len(array),) + block.shape)
        return found

    def close(self):
        self.server.stop(0).wait()
        self.fake.close()


@needs_grpc
class GrpcTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = GrpcServer()

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    def open(self, what="toy/reach-v1", num_envs=3, address=None, **options):
        envs = workcell.make_vec(what, num_envs, server=address or self.server.address, **options)
        self.addCleanup(envs.close)
        return envs

    def test_results_are_those_of_shared_memory(self):
        for mode in ("next_step", "same_step", "disabled"):
            remote = self.open("toy", 4, autoreset=mode, cameras=["front"], width=4, height=4)
            local = self.open("toy", 4, self.server.fake.address, autoreset=mode, cameras=["front"], width=4, height=4)
            draw = np.random.default_rng(0)
            results = [envs.reset(seed=3) for envs in (remote, local)]
            for step in range(50):
                self.assert_same(*results)
                actions = draw.uniform(-1, 1, (4, 4)).astype(np.float32)
                results = [envs.step(actions) for envs in (remote, local)]
                done = results[0][2] | results[0][3]
                if mode == "disabled" and done.any():
                    results = [envs.reset(options={"reset_mask": done}) for envs in (remote, local)]
                if step == 10:
                    results = [envs.step_rows([2, 0], actions[:2]) for envs in (remote, local)]
                if step == 11:
                    results = [envs.branch(1, [3]) for envs in (remote, local)]
                if step == 12:
                    results = [envs.load(envs.save()) for envs in (remote, local)]

    def assert_same(self, one, other):
        if isinstance(one, dict):
            self.assertEqual(one.keys(), other.keys())
            for key in one:
                self.assert_same(one[key], other[key])
        elif isinstance(one, tuple) or isinstance(one, np.ndarray) and one.dtype == object:
            for mine, theirs in zip(one, other):
                self.assert_same(mine, theirs)
        else:
            self.assertEqual(getattr(one, "dtype", None), getattr(other, "dtype", None))
            np.testing.assert_array_equal(one, other)

    def test_results_are_the_callers_own(self):
        envs = self.open(seed=0)
        observations, _ = envs.reset()
        observations[:] = 0
        rewards = envs.step(np.zeros((3, 4)))[1]
        rewards[:] = 0

    def test_views_hold_until_the_step_after_the_next(self):
        envs = self.open(seed=0, copy=False)
        start, _ = envs.reset()
        before = start.copy()
        first = envs.step(np.full((3, 4), 0.5))[0]
        np.testing.assert_array_equal(start, before)
        second = envs.step(np.full((3, 4), 0.5))[0]
        self.assertTrue(np.shares_memory(start, second))
        self.assertFalse(np.shares_memory(first, second))

    def test_texts_that_have_not_changed_are_kept(self):
        remote = self.open(seed=0, horizon=4)
        local = self.open(address=self.server.fake.address, seed=0, horizon=4)
        for envs in (remote, local):
            envs.reset()
        self.server.sizes.clear()
        for step in range(9):
            for envs in (remote, local):
                if step == 2:
                    infos = envs.step_rows([1], np.full((1, 4), np.nan))[4]
                    self.assertEqual([bool(text) for text in infos["failure"]], [False, True, False])
                envs.step(np.zeros((3, 4)))
            for row in range(3):
                found, wanted = (envs._link.current.text("instruction", row) for envs in (remote, local))
                self.assertEqual(found, wanted)
        sizes = self.server.sizes
        self.assertEqual((len(set(sizes)), sizes.count(max(sizes)) < len(sizes) / 2), (2, True))

    def test_results_of_another_size_are_refused(self):
        envs = self.open(seed=0)
        envs.reset()
        for memory in envs._link._memories:
            memory._sizes = (1, 2)
        with self.assertRaisesRegex(errors.ProtocolError, "expected uint8 of size 1 or 2"):
            envs.step(np.zeros((3, 4)))

    def test_interventions(self):
        envs = self.open(seed=0)
        start, _ = envs.reset()
        envs.intervene(np.full((3, 4), 0.5), np.array([False, True, False]))
        observations, *_, infos = envs.step(np.full((3, 4), -0.5))
        np.testing.assert_allclose((observations - start)[:, 0], [-0.05, 0.05, -0.05])
        self.assertEqual(infos["executed_by"].tolist(), [0, 1, 0])
        again, *_ = envs.step(np.full((3, 4), -0.5))
        np.testing.assert_allclose((again - observations)[:, 0], -0.05)

    def test_batches_in_order_of_completion(self):
        envs = self.open(num_envs=4, batch_size=2, seed=0)
        envs.async_reset()
        seen = [env for _ in range(2) for env in envs.recv()[4]["env_id"].tolist()]
        self.assertEqual(sorted(seen), [0, 1, 2, 3])

    def test_refusals_and_ends(self):
        with self.assertRaisesRegex(errors.NotFoundError, "no task or suite"):
            self.open("toy/none-v1")
        envs = self.open(seed=0)
        envs.close()
        with self.assertRaises(errors.ClosedError):
            envs.reset()
        server = GrpcServer()
        envs = self.open(address=server.address, seed=0)
        envs.reset()
        server.close()
        with self.assertRaises(errors.ServerDiedError):
            envs.step(np.zeros((3, 4)))

    def test_a_port_without_a_server_is_refused_at_once(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            address = "127.0.0.1:%d" % unused.getsockname()[1]
            with self.assertRaisesRegex(errors.UnavailableError, "no server listens"):
                self.open(address=address)

    def test_interrupts_and_time_limits(self):
        envs = self.open(seed=0, timeout=1.0)
        envs.reset()
        envs._call("sleep", {"seconds": 0.4})
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
        with self.assertRaises(KeyboardInterrupt):
            envs.step(np.zeros((3, 4)))
        self.assertEqual(envs.step(np.zeros((3, 4)))[0][0, 6], 2)
        envs._call("sleep", {"seconds": 3})
        begin = time.monotonic()
        with self.assertRaisesRegex(errors.ServerTimeoutError, "within 1.0 seconds"):
            envs.step(np.zeros((3, 4)))
        self.assertLess(time.monotonic() - begin, 2.9)

    def test_interrupts_before_a_call_is_sent_and_after_its_answer_was_taken(self):
        envs = self.open(seed=0, timeout=5.0)
        envs.reset()
        connection = envs._link.connection
        calls, answers = connection._calls, connection._answers
        connection._calls = InterruptedQueue(calls)
        with self.assertRaises(KeyboardInterrupt):
            envs.step(np.zeros((3, 4)))
        connection._calls = calls
        self.assertEqual(envs.step(np.zeros((3, 4)))[0][0, 6], 1)
        connection._answers = InterruptedQueue(answers)
        with self.assertRaises(KeyboardInterrupt):
            envs.step(np.zeros((3, 4)))
        connection._answers = answers
        self.assertEqual(envs.step(np.zeros((3, 4)))[0][0, 6], 3)


class InterruptedQueue:
    """An interrupt comes before something is put, or after something was taken."""

    def __init__(self, inner):
        self._inner = inner

    def put(self, item):
        raise KeyboardInterrupt

    def get(self, timeout):
        self._inner.get(timeout=timeout)
        raise KeyboardInterrupt


class MissingTest(unittest.TestCase):
    @unittest.skipIf(HAS_GRPC, "grpcio is installed")
    def test_the_message_says_what_to_install(self):
        with self.assertRaisesRegex(errors.MissingPackageError, "pip install grpcio"):
            workcell.make_vec("toy/reach-v1", server="localhost:1")


if __name__ == "__main__":
    unittest.main()
