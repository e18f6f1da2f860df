/* Empty: stands in for mujoco/mjtype.h where the engine has no such header. */
