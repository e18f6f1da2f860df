// Writes the small MCAP files of the tests: `npm install @mcap/core @foxglove/rosmsg @foxglove/rosmsg2-serialization
// @foxglove/wasm-zstd lz4js && node make_mcap.mjs FOLDER`. McapFormatTest says what is in them.
import { McapWriter } from "@mcap/core";
import rosmsg from "@foxglove/rosmsg";
import serialization from "@foxglove/rosmsg2-serialization";
import zstd from "@foxglove/wasm-zstd";
import lz4 from "lz4js";
import fs from "node:fs";
import path from "node:path";

const LINE = "=".repeat(80);
const HEADER = `${LINE}\nMSG: std_msgs/Header\nbuiltin_interfaces/Time stamp\nstring frame_id\n`;
const TIME = `${LINE}\nMSG: builtin_interfaces/Time\nint32 sec\nuint32 nanosec\n`;
const DURATION = `${LINE}\nMSG: builtin_interfaces/Duration\nint32 sec\nuint32 nanosec\n`;
const POINT = `${LINE}\nMSG: trajectory_msgs/JointTrajectoryPoint\nfloat64[] positions\nfloat64[] velocities\n` +
  `float64[] accelerations\nfloat64[] effort # N m\nbuiltin_interfaces/Duration time_from_start\n`;
const TYPES = {
  "sensor_msgs/msg/JointState":
    `# States of joints.\nstd_msgs/Header header\n\nstring[] name\nfloat64[] position\nfloat64[] velocity\nfloat64[] effort\n${HEADER}${TIME}`,
  "std_msgs/msg/Float64MultiArray":
    `MultiArrayLayout  layout # of data\nfloat64[]         data\n${LINE}\nMSG: std_msgs/MultiArrayLayout\nMultiArrayDimension[] dim\n` +
    `uint32 data_offset\n${LINE}\nMSG: std_msgs/MultiArrayDimension\nstring label\nuint32 size\nuint32 stride\n`,
  "control_msgs/msg/JointTrajectoryControllerState":
    `std_msgs/Header header\nstring[] joint_names\ntrajectory_msgs/JointTrajectoryPoint reference\n` +
    `trajectory_msgs/JointTrajectoryPoint feedback\nstring[] multi_dof_joint_names\n${HEADER}${TIME}${POINT}${DURATION}`,
  "trajectory_msgs/msg/JointTrajectory":
    `std_msgs/Header header\nstring[] joint_names\nJointTrajectoryPoint[] points\n${HEADER}${TIME}${POINT}${DURATION}`,
  "geometry_msgs/msg/PoseStamped":
    `std_msgs/Header header\nPose pose\n${HEADER}${TIME}${LINE}\nMSG: geometry_msgs/Pose\nPoint position\nQuaternion orientation\n` +
    `${LINE}\nMSG: geometry_msgs/Point\nfloat64 x\nfloat64 y\nfloat64 z\n` +
    `${LINE}\nMSG: geometry_msgs/Quaternion\nfloat64 x 0\nfloat64 y 0\nfloat64 z 0\nfloat64 w 1\n`,
  "test_msgs/msg/Mixed":
    `int8 KIND=3\nstring<=10 LABEL="a b"\nuint8 small\nint16 word\nbool[2] flags\nuint64 large\nfloat32[<=4] few\nbyte[] bytes\n` +
    `string text "none"\nTag[] tags\nint64 last\n${LINE}\nMSG: test_msgs/Tag\nuint8 id\nfloat64 value\n`,
};
const START = 1_700_000_000_000_000_000n;
const ms = (t) => BigInt(t) * 1_000_000n;
const stamp = (t) => { const ns = START + ms(t); return { sec: Number(ns / 1_000_000_000n), nanosec: Number(ns % 1_000_000_000n) }; };
const header = (t) => ({ stamp: stamp(t), frame_id: "base" });
const point = (positions, t) => ({ positions, velocities: [], accelerations: [], effort: [],
  time_from_start: { sec: Math.floor(t / 1000), nanosec: (t % 1000) * 1_000_000 } });

class File {
  parts = []; size = 0n;
  position() { return this.size; }
  async write(bytes) { this.parts.push(Buffer.from(bytes)); this.size += BigInt(bytes.byteLength); }
}

async function write(name, options, states) {
  const file = new File();
  const writer = new McapWriter({ writable: file, ...options });
  await writer.start({ profile: "ros2", library: "tests" });
  const channels = {}, serializers = {};
  const add = async (topic, type, encoding = "cdr") => {
    const text = TYPES[type] ?? "";
    const schemaId = await writer.registerSchema({ name: type, encoding: text ? "ros2msg" : "", data: Buffer.from(text) });
    channels[topic] = await writer.registerChannel({ topic, schemaId, messageEncoding: encoding, metadata: new Map() });
    if (encoding === "cdr") serializers[topic] = new serialization.MessageWriter(rosmsg.parse(text, { ros2: true }));
  };
  let sequence = 0;
  const send = async (topic, t, message) => {
    const data = serializers[topic] ? serializers[topic].writeMessage(message)
      : Buffer.from(typeof message === "string" ? message : JSON.stringify(message));
    await writer.addMessage({ channelId: channels[topic], sequence: sequence++, logTime: START + ms(t), publishTime: START + ms(t), data });
  };
  for (const topic of states) await add(topic, "sensor_msgs/msg/JointState");
  await add("/command", "std_msgs/msg/Float64MultiArray");
  await add("/controller_state", "control_msgs/msg/JointTrajectoryControllerState");
  await add("/trajectory", "trajectory_msgs/msg/JointTrajectory");
  await add("/pose", "geometry_msgs/msg/PoseStamped");
  await add("/mixed", "test_msgs/msg/Mixed");
  await add("/battery", "Battery", "json");
  await add("/camera", "foxglove.Image", "protobuf");
  for (let i = 0; i < 20; i++) {
    const t = 10 * i;
    for (const topic of states) {
      const turned = i % 2 === 1;
      const order = (list) => (turned ? [...list].reverse() : list);
      if (topic === "/joint_states" || i % 4 === 0) {
        await send(topic, t, { header: header(t - 2), name: order(["pan", "lift"]), position: order([i, -i]),
          velocity: order([i / 2, i / 4]), effort: [] });
      }
    }
    if (i % 5 === 2) await send("/command", t + 1, { layout: { dim: [{ label: "j", size: 2, stride: 2 }], data_offset: 7 }, data: [100 + i, 200 + i] });
    if (i % 2 === 0) {
      await send("/controller_state", t + 2, { header: header(t), joint_names: ["lift", "pan"], reference: point([-i, i], 0),
        feedback: point([-i, i], 0), multi_dof_joint_names: [] });
    }
    if (i === 3 || i === 9) {
      // The first one's last point is due at 200 ms, after the second one has come.
      await send("/trajectory", t, { header: header(0), joint_names: ["pan", "lift"], points: [point([i, 0], 20), point([i, 1], 170)] });
    }
    await send("/pose", t + 3, { header: { stamp: { sec: 0, nanosec: 0 }, frame_id: "" },
      pose: { position: { x: i, y: 0.5, z: -1 }, orientation: { x: 0, y: 0, z: 0, w: 1 } } });
    if (i === 0) {
      await send("/mixed", t, { small: 200, word: -3, flags: [true, false], large: 1n << 40n, few: [0.5, 0.25], bytes: new Uint8Array([1, 2, 3]),
        text: "x", tags: [{ id: 1, value: 2 }, { id: 3, value: 4 }], last: -(1n << 40n) });
    }
    await send("/battery", t + 4, { timestamp: { sec: stamp(t).sec, nsec: stamp(t).nanosec }, volts: 24 - i, cells: [1, 2, null], ok: true, name: "main" });
    await send("/camera", t, "\x01\x02");
  }
  await writer.end();
  fs.writeFileSync(path.join(process.argv[2], name), Buffer.concat(file.parts));
}

await zstd.isLoaded;
const one = ["/joint_states"];
await write("plain.mcap", { useChunks: false }, one);
await write("chunks.mcap", { chunkSize: 2000 }, one);
await write("zstd.mcap", { chunkSize: 4000, compressChunk: (bytes) => ({ compression: "zstd", compressedData: zstd.compress(bytes, 19) }) }, one);
await write("lz4.mcap", { chunkSize: 4000, compressChunk: (bytes) => ({ compression: "lz4", compressedData: lz4.compress(Buffer.from(bytes)) }) }, one);
await write("two_arms.mcap", { compressChunk: (bytes) => ({ compression: "zstd", compressedData: zstd.compress(bytes, 19) }) }, ["/left/joint_states", "/joint_states"]);
