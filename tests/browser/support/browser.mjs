// The browser: one for each test file, a fresh context for each customer.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

const PROGRAM = process.env.CHROMIUM || "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long a browser may take for one thing, in milliseconds: generous, because busy machines run these tests too. */
const PATIENCE = 20_000;

/** Starts Chromium; with `keepsPages` it has its back/forward cache. `visitor(options)` gives the page of a customer whom the browser has never seen. */
export async function startBrowser({ keepsPages = false } = {}) {
  const ignoreDefaultArgs = keepsPages ? ["--disable-back-forward-cache"] : [];
  const browser = await chromium.launch({ executablePath: PROGRAM, args: FLAGS, ignoreDefaultArgs });
  return {
    async visitor(options = {}) {
      const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
      context.setDefaultTimeout(PATIENCE);
      return context.newPage();
    },
    close: () => browser.close(),
  };
}

/** A page of a browser whose owner has blocked cookies of third parties: frames of other sites have no storage either. */
export async function wary() {
  const profile = await mkdtemp(join(tmpdir(), "helpnook-wary-"));
  await mkdir(join(profile, "Default"));
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify({ profile: { cookie_controls_mode: 1 } }));
  const context = await chromium.launchPersistentContext(profile, { executablePath: PROGRAM, args: FLAGS, locale: "en-GB" });
  context.setDefaultTimeout(PATIENCE);
  const close = () => context.close().then(() => rm(profile, { recursive: true, force: true }));
  return { page: await context.newPage(), close };
}

/** Notes what goes wrong in a page: `errors` are uncaught ones and the console's, `lines` all lines of the console. */
export function listen(page) {
  const heard = { errors: [], lines: [], requests: [] };
  page.on("pageerror", (error) => heard.errors.push(String(error)));
  page.on("console", (line) => {
    heard.lines.push(line.text());
    if (line.type() === "error") heard.errors.push(line.text());
  });
  page.on("request", (request) => heard.requests.push({ method: request.method(), url: request.url() }));
  return heard;
}

/** Holds back every call to an address until the returned function is called. */
export async function hold(page, address) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(address, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  return release;
}
