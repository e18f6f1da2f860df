"""Runs the published dm_env_rpc client and its compliance suite against a server.

    pip install dm-env-rpc dm-env absl-py numpy
    ./workcell serve --listen 127.0.0.1:7000
    python3 env-server/src/test/python/dm_env_rpc_check.py 127.0.0.1:7000

The classes of the suite run over one environment (metaworld/reach-v3) and over a batched world; then the published
adaptor plays two sequences. Exits with 3 where the client is not installed.
"""

import sys

try:
    import numpy as np
    from absl.testing import absltest
    from dm_env_rpc.v1 import compliance, connection, dm_env_adaptor, dm_env_rpc_pb2, tensor_utils
except ImportError as error:
    print(f"the published client is missing ({error}); pip install dm-env-rpc dm-env absl-py", file=sys.stderr)
    sys.exit(3)

ADDRESS = sys.argv.pop(1) if len(sys.argv) > 1 else "127.0.0.1:7000"
TASK = {"task": tensor_utils.pack_tensor("metaworld/reach-v3")}
BATCH = {**TASK, "num_envs": tensor_utils.pack_tensor(3)}


def connect():
    return connection.create_secure_channel_and_connect(ADDRESS)


class Stream:
    """A stream of its own, and a world, for each test."""

    settings = TASK

    def setUp(self):
        super().setUp()
        self._connection = connect()
        self._world = self._connection.send(dm_env_rpc_pb2.CreateWorldRequest(settings=self.settings)).world_name

    def tearDown(self):
        super().tearDown()
        self._connection.send(dm_env_rpc_pb2.LeaveWorldRequest())
        self._connection.send(dm_env_rpc_pb2.DestroyWorldRequest(world_name=self._world))
        self._connection.close()

    @property
    def connection(self):
        return self._connection

    @property
    def world_name(self):
        return self._world

    def join_world(self):
        return self._connection.send(dm_env_rpc_pb2.JoinWorldRequest(world_name=self._world)).specs


class CreateDestroyWorld(compliance.CreateDestroyWorld):
    def setUp(self):
        super().setUp()
        self._connection = connect()

    def tearDown(self):
        super().tearDown()
        self._connection.close()

    @property
    def connection(self):
        return self._connection

    @property
    def required_world_settings(self):
        return TASK

    @property
    def invalid_world_settings(self):
        wrong = {"colour": "red", "horizon": "long", "seed": 0.5, "profile": "lax", "num_envs": 0}
        return {name: tensor_utils.pack_tensor(value) for name, value in wrong.items()}

    @property
    def has_multiple_world_support(self):
        return True


class JoinLeaveWorld(Stream, compliance.JoinLeaveWorld):
    @property
    def invalid_join_settings(self):
        return {"colour": tensor_utils.pack_tensor("red")}


class Reset(Stream, compliance.Reset):
    pass


class ResetWorld(Stream, compliance.ResetWorld):
    pass


class Step(Stream, compliance.Step):
    def setUp(self):
        super().setUp()
        self._specs = self.join_world()

    @property
    def specs(self):
        return self._specs


class BatchedReset(Reset):
    settings = BATCH


class BatchedStep(Step):
    settings = BATCH


class Adaptor(absltest.TestCase):
    def test_two_sequences(self):
        stream = connect()
        env, world = dm_env_adaptor.create_and_join_world(
            stream, create_world_settings={"task": "metaworld/reach-v3", "horizon": 5}, join_world_settings={}
        )
        with env:
            for _ in range(2):
                step = env.reset()
                self.assertTrue(step.first())
                self.assertIsNone(step.reward)
                length = 0
                while not step.last():
                    step = env.step({"action": np.zeros(4, np.float32)})
                    length += 1
                self.assertEqual(5, length)
                self.assertEqual(1.0, step.discount)
        dm_env_adaptor.destroy_world(stream, world)
        stream.close()


if __name__ == "__main__":
    absltest.main()
