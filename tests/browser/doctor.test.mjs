// The doctor: what a page allows, and the line to add for what it does not.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { launcher, openHouse } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const report = (page) => page.getByRole("dialog", { name: "Helpnook on this page" });

test("on a page without a policy everything is allowed, and Escape puts the report away", async () => {
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.goto(`${house.shop}?helpnook-doctor`);
  await report(page).getByText("Everything that the widget needs is allowed.").waitFor();
  await report(page).getByText("In the page: it was chosen by itself.").waitFor();
  await report(page).getByText("Identity (good)").waitFor();
  await page.keyboard.press("Escape");
  await report(page).waitFor({ state: "detached" });
  assert.deepEqual(heard.errors, []);
});

test("what a policy blocks is named with the line to add", async () => {
  const w = house.server.origin;
  const policy = `default-src 'none'; script-src ${w}; frame-src ${w}`;
  const page = await house.browser.visitor();
  const body = snippet(w);
  await page.goto(house.host.put("/ill", plainPage({ body }), { "Content-Security-Policy": policy }));
  await page.waitForFunction(() => window.helpnook);
  await page.evaluate(() => window.helpnook("doctor"));
  await report(page).getByText("Everything that the widget needs is allowed.").waitFor();
  const lines = await report(page).locator("code").allTextContents();
  assert.deepEqual(lines, ["'wasm-unsafe-eval'", `connect-src ${w};`]);
  await report(page).getByText("In a frame: it was chosen by itself, for the page blocks WebAssembly.").waitFor();
});

test("where neither page nor frame is allowed it says how many checks are blocked", async () => {
  const w = house.server.origin;
  const page = await house.browser.visitor();
  const headers = { "Content-Security-Policy": `default-src 'none'; script-src ${w}` };
  await page.goto(house.host.put("/worse", plainPage({ body: snippet(w) }), headers) + "?helpnook-doctor");
  await report(page).getByText("3 of 10 checks are blocked; the lines to add stand with them.").waitFor();
  assert.deepEqual(await report(page).locator("code").allTextContents(), [
    "'wasm-unsafe-eval'",
    `frame-src ${w};`,
    `connect-src ${w};`,
  ]);
});

test("the report is copied as text", async () => {
  const page = await house.browser.visitor({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${house.shop}?helpnook-doctor`);
  await report(page).getByText("Everything that the widget needs is allowed.").waitFor();
  await report(page).getByRole("button", { name: "Copy as text" }).click();
  await report(page).getByRole("button", { name: "Copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^Helpnook on .*\/shop\n/);
  assert.match(text, /\nWebAssembly \(good\): /);
});

test("it says why a search finds an article, and copies that too", async () => {
  const page = await house.browser.visitor({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${house.shop}?helpnook-doctor`);
  const field = report(page).getByLabel("Why is an article found?");
  await field.fill("refnd");
  await field.press("Enter");
  await report(page).getByText("“refnd”: “refund”, a slip of the finger away (").first().waitFor();
  await report(page).getByRole("button", { name: "Copy as text" }).click();
  await report(page).getByRole("button", { name: "Copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\nSearch: refnd\n1\. /);

  await field.fill("zzzz qqqq");
  await field.press("Enter");
  await report(page).getByText("No article is found").waitFor();
});

test("where a backend does not say why, the results stand there all the same", async () => {
  const page = await house.browser.visitor();
  await page.route(/\/reasons\?/, (route) => route.fulfill({ status: 404, headers: { "Access-Control-Allow-Origin": "*" } }));
  await page.goto(`${house.shop}?helpnook-doctor`);
  const field = report(page).getByLabel("Why is an article found?");
  await field.fill("refund");
  await field.press("Enter");
  await report(page).getByText("This backend does not say why.").first().waitFor();
});

test("a backend that signs customers in is told that the widget does not yet", async () => {
  const page = await house.browser.visitor();
  await page.route("**/v1/site", async (route) => {
    const reply = await route.fetch();
    return route.fulfill({ response: reply, json: { ...(await reply.json()), identity: "required" } });
  });
  await page.goto(`${house.shop}?helpnook-doctor`);
  await report(page).getByText("Identity (worth knowing)").waitFor();
  await report(page).getByText("The backend takes signed identities (required)").waitFor();
});

let count = 0;
/** The report of a page with this policy, and the page. */
async function examined({ policy, attributes = {}, body }) {
  const page = await house.browser.visitor();
  const heard = listen(page);
  const headers = policy ? { "Content-Security-Policy": policy } : {};
  const content = plainPage({ style: "", body: body ?? snippet(house.server.origin, attributes) });
  await page.goto(house.host.put(`/examined-${(count += 1)}`, content, headers) + "?helpnook-doctor");
  return { page, heard };
}

const lines = (page) => report(page).locator("code").allTextContents();

test("where the page asks for itself and blocks WebAssembly it says that neither way is left, as customers see", async () => {
  const w = house.server.origin;
  const policy = `default-src 'none'; script-src ${w}; connect-src ${w}; frame-src ${w}; img-src data:`;
  const { page } = await examined({ policy, attributes: { "data-mode": "page" } });
  await report(page).getByText("Neither, for the page blocks WebAssembly, and data-mode").waitFor();
  await report(page).getByText("2 of 9 checks are blocked; the lines to add stand with them.").waitFor();
  assert.deepEqual(await lines(page), ["'wasm-unsafe-eval'"]);
  await report(page).getByRole("button", { name: "Close" }).click();
  await launcher(page).click();
  await page.getByRole("link", { name: "Open the help page" }).waitFor();
  assert.equal(await page.locator("iframe").count(), 0);
});

test("where WebAssembly may run and no call is allowed it says that a frame takes over, as customers see", async () => {
  const w = house.server.origin;
  const policy = `default-src 'none'; script-src ${w} 'wasm-unsafe-eval'; frame-src ${w}; img-src data:`;
  const { page } = await examined({ policy });
  await report(page).getByText("In a frame: it was chosen by itself, for the widget's files cannot be had.").waitFor();
  await report(page).getByText("Everything that the widget needs is allowed.").waitFor();
  assert.deepEqual(await lines(page), [`connect-src ${w};`]);
  await report(page).getByRole("button", { name: "Close" }).click();
  await launcher(page).click();
  await page.frameLocator("iframe").getByRole("heading", { name: "Often read" }).waitFor();
  // Called through the frame, it is still the page that is looked at.
  await page.evaluate(() => window.helpnook("doctor"));
  await report(page).getByText("In a frame: it was chosen by itself").waitFor();
});

test("files that are not there are no matter of policy: it says what they answer, and that no frame helps", async () => {
  const page = await house.browser.visitor();
  await page.route(/\.wasm/, (route) => route.fulfill({ status: 404 }));
  await page.goto(`${house.shop}?helpnook-doctor`);
  await report(page).getByText(/They cannot be had: .*404/).waitFor();
  await report(page).getByText("Neither in the page nor in a frame.").waitFor();
});

test("in a sandbox the line for the backend is the one that such a page needs, and no frame is offered", async () => {
  const page = await house.browser.visitor();
  // A backend that lists the pages it knows has no word for one without an origin.
  await page.route("**/v1/site", (route) => route.fulfill({ json: {}, headers: { "Access-Control-Allow-Origin": "https://www.example.com" } }));
  const inner = house.host.put("/in-the-box", plainPage({ body: snippet(house.server.origin) }));
  const box = `<iframe sandbox="allow-scripts" src="${inner}?helpnook-doctor" style="width: 100%; height: 700px"></iframe>`;
  await page.goto(house.host.put("/the-box", plainPage({ body: box })));
  const place = page.frameLocator("iframe");
  await report(place).getByText("a frame is not used here").waitFor();
  await report(place).getByText("checks are blocked").waitFor();
  assert.deepEqual(await lines(place), ['origins = ["*"]']);
});

test("under a policy that names one script by its hash, no report comes until its origin is added; the console says so", async () => {
  const w = house.server.origin;
  for (const name of ["embed.js", "frame.js"]) {
    const source = await readFile(join(process.env.HELPNOOK_SITE, name));
    const hash = `sha256-${createHash("sha256").update(source).digest("base64")}`;
    const tag = snippet(w, {}, name).replace("<script", `<script integrity="${hash}" crossorigin`);
    const policy = `default-src 'none'; script-src '${hash}'; frame-src ${w}; img-src data:`;
    // What `frame.js` says itself; of what `embed.js` cannot load the browser tells the address.
    const line = name == "frame.js" ? `script-src ${w};` : `${w}/assets/panel-`;
    const { page, heard } = await examined({ policy, body: tag });
    const isSaid = () => heard.lines.some((one) => one.includes(line));
    await eventually(isSaid, line);
    assert.equal(await report(page).count(), 0);
    const mended = await examined({ policy: policy.replace("script-src", `script-src ${w}`), body: tag });
    await report(mended.page).getByText("Scripts (good)").waitFor();
  }
});

test("pictures of articles and the site's own words are looked at, each with its line", async () => {
  const w = house.server.origin;
  const policy = `default-src 'none'; script-src ${w} 'wasm-unsafe-eval'; connect-src ${w}; frame-src ${w}; img-src data:`;
  const page = await house.browser.visitor();
  await page.route(/\/v1\/articles\/[^/]+\?/, async (route) => {
    const reply = await route.fetch();
    const body = "![A lamp](https://pictures.example/lamp.png)\n\n<img alt='' src='https://media.example/tent.png'>";
    return route.fulfill({ response: reply, json: { ...(await reply.json()), body } });
  });
  const tag = snippet(w, { "data-text": "https://words.example/own.json" });
  const address = house.host.put("/own-things", plainPage({ body: tag, style: "" }), { "Content-Security-Policy": policy });
  await page.goto(`${address}?helpnook-doctor`);
  await report(page).getByText("2 of 13 checks are blocked").waitFor();
  assert.deepEqual(await lines(page), [
    "connect-src https://words.example;",
    "img-src https://pictures.example https://media.example;",
  ]);
});

test("own words that are not there, or no JSON, are named", async () => {
  const w = house.server.origin;
  for (const [answer, says] of [
    [{ status: 404, headers: { "Access-Control-Allow-Origin": "*" } }, "answers with status 404"],
    [{ body: "Ask Ada", headers: { "Access-Control-Allow-Origin": "*" } }, "is no JSON"],
  ]) {
    const page = await house.browser.visitor();
    await page.route(/own\.json/, (route) => route.fulfill(answer));
    const body = snippet(w, { "data-text": `${w}/own.json` });
    await page.goto(house.host.put("/own-words", plainPage({ body })) + "?helpnook-doctor");
    await report(page).getByText("Own words (blocked)").waitFor();
    await report(page).getByText(says).waitFor();
  }
});

test("versions are the widget's and the backend's; a backend that does not say is worth knowing", async () => {
  const page = await house.browser.visitor();
  await page.goto(`${house.shop}?helpnook-doctor`);
  await report(page).getByText(/The widget is \d+\.\d+\.\d+; the backend's contract is \d+\.\d+\.\d+\./).waitFor();
  await page.route("**/openapi.json", (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await report(page).getByText("Versions (worth knowing)").waitFor();
});
