"""What can go wrong while provisioning, with the exit status each kind has."""


class ProvisionError(Exception):
    """An expected failure; its text says what was wrong and what to do."""

    exit_status = 1


class ConfigurationError(ProvisionError):
    """The user asked for something that cannot be right: a bad setting or an unusable MUJOCO_HOME."""

    exit_status = 2


class NotObtainable(ProvisionError):
    """A source does not have what is needed here and now: no network, wrong checksum, package gone."""

    exit_status = 3
