// The real server in a folder of its own: `serve --demo` on a port that was free, stopped and started again at will.

import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PROGRAM = process.env.HELPNOOK_SERVER;
const SITE = process.env.HELPNOOK_SITE;

/**
 * Starts a server with the demo shop's articles and no limit on how often one may write.
 * `origin` is its address, `token` an agent's token; `stop()` and `start()` keep port and data, `end()` drops both.
 * `settings` are further `HELPNOOK_…` variables; what is changed in them counts from the next start.
 */
export async function startServer(settings = {}) {
  if (!PROGRAM || !SITE)
    throw new Error("set HELPNOOK_SERVER to the server program and HELPNOOK_SITE to the built site");
  const data = await mkdtemp(join(tmpdir(), "helpnook-browser-"));
  const server = { origin: "", token: "", settings };
  let port = 0;
  let running;

  server.start = async () => {
    const args = ["serve", "--demo", "--listen", `127.0.0.1:${port}`, "--data", data, "--site-dir", SITE];
    const { program, token, address } = await launch(args, server.settings);
    running = program;
    port = address.split(":").pop();
    server.origin = `http://${address}`;
    server.token = token;
  };
  server.stop = async () => {
    if (running?.exitCode !== null) return;
    const gone = new Promise((resolve) => running.once("exit", resolve));
    // Kill, not a graceful stop: that would wait for connections which the browser keeps open.
    running.kill("SIGKILL");
    await gone;
  };
  server.end = async () => {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  };
  // Also where a test file ends early: no server outlives its tests.
  process.once("exit", () => {
    running?.kill("SIGKILL");
    rmSync(data, { recursive: true, force: true });
  });
  await server.start();
  return server;
}

async function launch(args, settings) {
  const rates = ["TICKETS", "MESSAGES", "ATTACHMENTS", "VOTES"].map((kind) => [`HELPNOOK_RATE_${kind}_PER_HOUR`, "0"]);
  const env = { PATH: process.env.PATH, HELPNOOK_LOG_LEVEL: "warn", ...Object.fromEntries(rates), ...settings };
  const program = spawn(PROGRAM, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let address;
  for await (const line of createInterface({ input: program.stdout })) {
    address ??= line.match(/listens at (\S+)$/)?.[1];
    const token = line.match(/Console token\s+(\S+)/)?.[1];
    if (token) return { program, token, address };
  }
  throw new Error(`the server ended before it listened: ${args.join(" ")}`);
}
