// Host pages with policies: the widget runs in the page where that is allowed, else in a frame, else it leads to the
// hosted help page. What is blocked is reported once at the most: the probe that finds out.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { launcher, openHouse, search, send, wayOut, write } from "./support/house.mjs";

let house;
const hashes = {};
before(async () => {
  house = await openHouse();
  for (const name of ["embed.js", "frame.js"]) {
    const loader = await readFile(join(process.env.HELPNOOK_SITE, name));
    hashes[name] = `sha256-${createHash("sha256").update(loader).digest("base64")}`;
  }
});
after(() => house?.end());

/** The widget's surroundings: the page, or the frame in it. */
const surroundings = (page, mode) => (mode == "frame" ? page.frameLocator("iframe") : page);

/** Reads an article and sends a request. */
async function use(place, subject) {
  const found = await search(place, "how long does delivery take");
  await found.first().click();
  await place.getByRole("article").getByRole("table").first().waitFor();
  await write(place, { subject });
  await send(place);
  assert.equal((await house.agent.about(subject)).length, 1);
}

/** A visitor of a page with these headers; `violations()` are the reports of that page. */
async function visit(path, headers, attributes = {}, tag = snippet(house.server.origin, attributes)) {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(house.host.put(path, plainPage({ body: tag, style: "" }), headers));
  return { page, heard, violations: () => page.evaluate(() => window.violations) };
}

/** The policies, with the mode that each leads to, and what it reports on the way. */
function policies() {
  const w = house.server.origin;
  const strict = `default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`;
  const wasm = `script-src 'self' ${w} 'wasm-unsafe-eval'; connect-src ${w}`;
  const types = `require-trusted-types-for 'script'; trusted-types 'none'`;
  const byHash = (name) =>
    snippet(w, {}, name).replace("<script", `<script integrity="${hashes[name]}" crossorigin`);
  const byNonce = snippet(w).replace("<script", `<script nonce="abc"`);
  return [
    { name: "no policy", policy: "", mode: "page", reports: [] },
    { name: "wasm allowed", policy: `${strict}; ${wasm}`, mode: "page", reports: [] },
    { name: "wasm allowed, Trusted Types", policy: `${strict}; ${wasm}; ${types}`, mode: "page", reports: [] },
    {
      name: "a nonce, whose scripts may load others",
      policy: `${strict}; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src ${w}`,
      tag: byNonce,
      mode: "page",
      reports: [],
    },
    {
      name: "wasm blocked",
      policy: `${strict}; script-src 'self' ${w}; connect-src ${w}; frame-src ${w}`,
      mode: "frame",
      reports: ["script-src wasm-eval"],
    },
    {
      name: "wasm blocked, Trusted Types",
      policy: `${strict}; script-src 'self' ${w}; connect-src ${w}; frame-src ${w}; ${types}`,
      mode: "frame",
      reports: ["script-src wasm-eval"],
    },
    {
      name: "the hash of frame.js, and the frame",
      policy: `${strict}; script-src '${hashes["frame.js"]}'; frame-src ${w}`,
      tag: byHash("frame.js"),
      mode: "frame",
      reports: [],
    },
    {
      name: "the hash of frame.js alone",
      policy: `${strict}; script-src '${hashes["frame.js"]}'`,
      tag: byHash("frame.js"),
      mode: "link",
      reports: [/^frame-src /],
    },
    {
      name: "the hash of embed.js alone",
      policy: `${strict}; script-src '${hashes["embed.js"]}'; frame-src ${w}`,
      tag: byHash("embed.js"),
      mode: "link",
      reports: [/^script-src-elem .*panel-/],
    },
  ];
}

test("R22: under each of nine policies the widget works, or leads to the help page", async (t) => {
  for (const [at, { name, policy, mode, reports, tag }] of policies().entries()) {
    await t.test(`${name}: ${mode}`, async () => {
      const headers = policy ? { "Content-Security-Policy": policy } : {};
      const { page, heard, violations } = await visit(`/policy-${at}`, headers, {}, tag);
      await launcher(page).click();
      if (mode == "link") {
        const link = wayOut(page);
        await link.waitFor();
        const [opened] = await Promise.all([page.waitForEvent("popup"), link.click()]);
        assert.ok(opened.url().startsWith(`${house.server.origin}/help`), opened.url());
      } else {
        await use(surroundings(page, mode), `Under policy ${at}`);
      }
      const seen = await violations();
      assert.equal(seen.length, reports.length, seen.join("\n"));
      reports.forEach((report, at) =>
        report instanceof RegExp ? assert.match(seen[at], report) : assert.ok(seen[at].startsWith(report), seen[at]),
      );
      // The browser's own lines are about the policy; nothing else went wrong in the page.
      const ours = heard.errors.filter((line) => !/Content Security Policy|Framing|net::ERR_BLOCKED_BY_CSP/.test(line));
      assert.deepEqual(ours, []);
    });
  }
});

test("R22: under each policy the other mode, if asked for, works too or leads to the help page", async (t) => {
  const w = house.server.origin;
  for (const [at, { name, policy, mode, tag = snippet(w) }] of policies().entries()) {
    // `frame.js` and what leads to a link know one way alone.
    if (mode == "link" || tag.includes("frame.js")) continue;
    const other = mode == "page" ? "frame" : "page";
    await t.test(`${name}: ${other}`, async () => {
      const headers = policy ? { "Content-Security-Policy": `${policy.replace(/; frame-src [^;]+/, "")}; frame-src ${w}` } : {};
      const asks = tag.replace("<script", `<script data-mode="${other}"`);
      const { page, heard, violations } = await visit(`/other-${at}`, headers, {}, asks);
      await launcher(page).click();
      if (other == "frame") {
        await use(surroundings(page, "frame"), `The other way ${at}`);
        assert.deepEqual(await violations(), []);
        assert.deepEqual(heard.errors, []);
      } else {
        const link = page.getByRole("link", { name: "Open the help page" });
        await link.waitFor();
        assert.equal(await link.getAttribute("href"), `${w}/help`);
        assert.equal(await page.locator("iframe").count(), 0);
      }
    });
  }
});

test("R22: a page that asks for the frame reports nothing at all", async () => {
  const w = house.server.origin;
  for (const [at, types] of ["", "; require-trusted-types-for 'script'; trusted-types 'none'"].entries()) {
    // One script, one frame.
    const policy = `default-src 'none'; script-src ${w}/frame.js; frame-src ${w}; img-src data:${types}`;
    const tag = snippet(w, {}, "frame.js");
    const { page, heard, violations } = await visit(`/frame-${at}`, { "Content-Security-Policy": policy }, {}, tag);
    await launcher(page).click();
    await use(surroundings(page, "frame"), `In the frame ${at}`);
    assert.deepEqual(await violations(), []);
    assert.deepEqual(heard.errors, []);
  }
});

test("R22: a page that lets the widget run but not call has it in a frame, with what was typed", async () => {
  const w = house.server.origin;
  const policy = `default-src 'none'; script-src ${w} 'wasm-unsafe-eval'; frame-src ${w}; img-src data:`;
  const { page } = await visit("/no-calls", { "Content-Security-Policy": policy });
  await launcher(page).click();
  await use(surroundings(page, "frame"), "By the frame's calls");
});

test("R22: an isolated page has the widget in both modes", async () => {
  const headers = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  };
  for (const mode of ["page", "frame"]) {
    const { page, heard } = await visit(`/isolated-${mode}`, headers, { "data-mode": mode });
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    await launcher(page).click();
    await use(surroundings(page, mode), `Isolated, ${mode}`);
    assert.deepEqual(heard.errors, []);
  }
});
