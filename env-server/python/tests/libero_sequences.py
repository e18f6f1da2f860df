"""How trainers call LIBERO, as programs of our own without PyTorch: what is called in which order,
with actions at random in place of a policy.

Each takes how many steps a policy acts and gives what it has read, so that runs can be compared:

    import workcell.libero; workcell.libero.install()
    import libero_sequences; libero_sequences.openvla(steps=5)

By hand, with all of them and the times: ``python3 libero_sequences.py``.
"""

import sys
import time

import numpy as np

SIZE = 64
DUMMY = [0.0] * 6 + [-1.0]


def random_actions(seed, shape):
    """Actions of a policy, the same for the same seed."""
    return np.random.default_rng(seed).uniform(-1, 1, tuple(shape) + (7,))


def openvla(suite="libero_goal", task=2, episodes=2, steps=4, cameras=True):
    """OpenVLA's evaluation, which GRAPE shares: one environment a task, seeded once."""
    from libero.libero import benchmark, get_libero_path
    from libero.libero.envs import OffScreenRenderEnv
    import os

    suite = benchmark.get_benchmark_dict()[suite]()
    chosen = suite.get_task(task)
    initial_states = suite.get_task_init_states(task)
    path = os.path.join(get_libero_path("bddl_files"), chosen.problem_folder, chosen.bddl_file)
    env = OffScreenRenderEnv(
        bddl_file_name=path, camera_heights=SIZE, camera_widths=SIZE, use_camera_obs=cameras
    )
    env.seed(0)
    read = []
    for episode in range(episodes):
        env.reset()
        observation = env.set_init_state(initial_states[episode])
        read.append(observation)
        actions = random_actions(episode, [steps])
        for step in range(10 + steps):
            action = DUMMY if step < 10 else actions[step - 10].tolist()
            observation, reward, done, info = env.step(action)
            read.append(observation)
            if done:
                break
    env.close()
    return read


def ript_oft(suite="LIBERO_GOAL", tasks=(1, 4), group=4, width=2, steps=2, cameras=True):
    """RIPT's OpenVLA-OFT path: a vector a task, groups of K in chunks of the vector's width; rows
    that have succeeded go on with the dummy action."""
    from libero.libero import benchmark
    from libero.libero.envs import OffScreenRenderEnv, SubprocVectorEnv

    suite = benchmark.get_benchmark(suite)()
    vectors = {}
    for task in tasks:
        arguments = {
            "bddl_file_name": suite.get_task_bddl_file_path(task),
            "camera_heights": SIZE,
            "camera_widths": SIZE,
            "use_camera_obs": cameras,
        }
        vectors[task] = SubprocVectorEnv(
            [lambda arguments=arguments: OffScreenRenderEnv(**arguments) for _ in range(width)]
        )
        vectors[task].seed(0)
    widest = max(suite.get_task_init_states(task).shape[1] for task in tasks)
    read = []
    for task in tasks:
        # Batches of tasks are padded and of single precision.
        state = np.zeros(widest, np.float32)
        row = suite.get_task_init_states(task)[0]
        state[: row.size] = row
        states = np.tile(state, (group, 1))
        for chunk in range(group // width):
            rows = np.arange(chunk * width, (chunk + 1) * width) % len(states)
            env = vectors[task]
            env.reset()
            observations = env.set_init_state(states[rows])
            for _ in range(10):
                observations, _, _, _ = env.step(np.array([DUMMY] * width))
            success = np.zeros(width, bool)
            for action in random_actions(task, [steps * 8, width]):
                action[success] = DUMMY
                observations, rewards, done, infos = env.step(action)
                success |= done.astype(bool)
            read.extend(observations)
    for env in vectors.values():
        env.close()
    return read


def ript_quest(suite="libero_object", task=0, width=2, steps=4, fast=False, cameras=True):
    """RIPT's QueST path: a wrapper with Gymnasium's five results around each environment. ``fast``
    never resets after the first time."""
    from libero.libero import benchmark
    from libero.libero.envs import OffScreenRenderEnv, SubprocVectorEnv
    import workcell.libero

    suite = benchmark.get_benchmark(suite)()

    def make():
        return workcell.libero.GymnasiumEnv(
            OffScreenRenderEnv(
                suite.get_task_bddl_file_path(task),
                camera_heights=SIZE,
                camera_widths=SIZE,
                ignore_done=True,
                use_camera_obs=cameras,
            )
        )

    env = SubprocVectorEnv([make for _ in range(width)])
    env.seed(7)
    assert env.get_env_attr("action_space", 0)[0].shape == (7,)
    states = suite.get_task_init_states(task)
    read = []
    for first in (0, width):
        if not fast or first == 0:
            env.reset()
        read.extend(env.set_init_state(states[first : first + width]))
        for action in random_actions(first, [steps, width]):
            observations, rewards, terminated, truncated, infos = env.step(1.2 * action)
            assert not truncated.any() and not any(info["success"] for info in infos)
            read.extend(observations)
    env.close()
    return read


def rlinf(suites=("libero_spatial", "libero_goal"), num_envs=4, group=2, steps=1, cameras=True):
    """RLinf's environment: one space of ids over all tasks and rows, groups of the same id, a change
    of task at every reset, chunks, resets of some rows."""
    from libero.libero import benchmark
    from libero.libero.envs import OffScreenRenderEnv, SubprocVectorEnv

    rows = []
    for name in suites:
        suite = benchmark.get_benchmark(name)()
        for task in range(suite.n_tasks):
            path = suite.get_task_bddl_file_path(task)
            rows.extend((suite, task, path, row) for row in range(50))
    ids = np.random.default_rng(0).permutation(len(rows))[: num_envs // group].repeat(group)
    chosen = [rows[i] for i in ids]
    env = SubprocVectorEnv(
        [
            lambda path=path: OffScreenRenderEnv(
                path, camera_heights=SIZE, camera_widths=SIZE, use_camera_obs=cameras
            )
            for _, _, path, _ in chosen
        ]
    )
    read = []

    def reset(which, picked):
        env.reconfigure([path for _, _, path, _ in picked], which)
        env.seed([0] * num_envs)
        env.reset(which)
        states = [suite.get_task_init_states(task)[row] for suite, task, _, row in picked]
        env.set_init_state(states, which)
        for _ in range(15):
            observations = env.step(np.array([DUMMY] * len(which)), which)[0]
        read.extend(observations)

    reset(list(range(num_envs)), chosen)
    for actions in random_actions(3, [steps * 4, num_envs]):
        observations, rewards, done, infos = env.step(actions)
    read.extend(observations)
    # Some rows are done; they get another task of the union.
    some = list(range(group))
    reset(some, [rows[(ids[0] + 777) % len(rows)]] * group)
    observations = env.step(random_actions(4, [num_envs]))[0]
    read.extend(observations)
    env.close()
    return read


def simplevla(suite="libero_10", task=3, trials=(0, 11), samples=2, steps=1, cameras=True):
    """SimpleVLA-RL's worker: a new environment for each rollout, whole chunks until done."""
    from libero.libero import benchmark
    from libero.libero.envs import OffScreenRenderEnv

    suite = benchmark.get_benchmark_dict()[suite]()
    read = []
    for trial in trials:
        for sample in range(samples):
            env = OffScreenRenderEnv(
                bddl_file_name=suite.get_task_bddl_file_path(task),
                camera_heights=SIZE,
                camera_widths=SIZE,
                use_camera_obs=cameras,
            )
            env.seed(0)
            env.reset()
            observation = env.set_init_state(suite.get_task_init_states(task)[trial])
            for _ in range(10):
                observation, _, _, _ = env.step(DUMMY)
            active = True
            for chunk in range(steps):
                for action in random_actions(10 * trial + sample, [8]):
                    if active:
                        observation, _, done, _ = env.step(action.tolist())
                        active = not done
            read.append(observation)
            env.close()
    return read


SEQUENCES = (openvla, ript_oft, ript_quest, rlinf, simplevla)


def main():
    """Runs all of them."""
    import workcell.libero

    workcell.libero.install()
    for sequence in SEQUENCES:
        begin = time.monotonic()
        read = sequence(cameras="--no-cameras" not in sys.argv)
        print("%s: %d observations, %.1f s" % (sequence.__name__, len(read), time.monotonic() - begin))


if __name__ == "__main__":
    main()
