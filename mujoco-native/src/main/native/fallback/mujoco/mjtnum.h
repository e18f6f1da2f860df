/* Empty: stands in for mujoco/mjtnum.h where the engine has no such header. */
