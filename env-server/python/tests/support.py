"""What the tests share."""

import os
import sys
import unittest

FOLDER = os.path.dirname(os.path.abspath(__file__))
PACKAGE_FOLDER = os.path.dirname(FOLDER)
for each in (PACKAGE_FOLDER, FOLDER):
    if each not in sys.path:
        sys.path.insert(0, each)

from fake_server import FakeServer  # noqa: E402,F401

try:
    import gymnasium  # noqa: F401
except ImportError:
    HAS_GYMNASIUM = False
else:
    HAS_GYMNASIUM = True

try:
    import grpc  # noqa: F401
except ImportError:
    HAS_GRPC = False
else:
    HAS_GRPC = True

FAKE_COMMAND = [sys.executable, os.path.join(FOLDER, "fake_server.py")]


def needs_gymnasium(test):
    """Skips a test, and says why, where Gymnasium is not installed."""
    return unittest.skipUnless(HAS_GYMNASIUM, "Gymnasium is not installed: pip install gymnasium")(test)


def needs_grpc(test):
    """Skips a test, and says why, where grpcio is not installed."""
    return unittest.skipUnless(HAS_GRPC, "grpcio is not installed: pip install grpcio")(test)


class ServedTest(unittest.TestCase):
    """Has a fake server, and vectors that are closed after the test."""

    @classmethod
    def setUpClass(cls):
        cls.server = FakeServer()

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    def open(self, what="toy/reach-v1", num_envs=3, **options):
        import workcell

        envs = workcell.make_vec(what, num_envs, server=self.server.address, **options)
        self.addCleanup(envs.close)
        return envs
