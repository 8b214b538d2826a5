// Customers whom a page signs in: their requests on every device; R24: tokens that the backend does not take.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "./support/agent_api.mjs";
import { listen } from "./support/browser.mjs";
import { page as plainPage, snippet } from "./support/host_site.mjs";
import { go, open, openHouse, openRequest, panel, send, write } from "./support/house.mjs";
import { keysOf, signed, wrong } from "./support/identity.mjs";

let house;
before(async () => (house = await openHouse({}, keysOf("1"))));
after(() => house?.end());

const MODES = ["page", "frame"];
/** What went wrong in the page itself: that an answer is a refusal the browser always notes. */
const faults = (heard) => heard.errors.filter((line) => !line.startsWith("Failed to load resource"));
const place = (page, mode) => (mode == "frame" ? page.frameLocator("iframe") : page);

/** A new visitor of a page whose widget is open; what they hear, and how often the page was told that it has to sign anew. */
async function visitor(mode) {
  const address = house.host.put(`/signs-in-${mode}`, plainPage({ body: snippet(house.server.origin, { "data-mode": mode }) }));
  const page = await house.browser.visitor();
  const heard = listen(page);
  await page.addInitScript(() => {
    window.refusals = 0;
    document.addEventListener("helpnook-identity-refused", () => (window.refusals += 1));
  });
  await page.goto(address);
  await page.getByRole("button", { name: /^Help/ }).click();
  const widget = place(page, mode);
  await panel(widget).getByRole("heading", { name: "Often read" }).waitFor();
  return {
    page, widget, heard,
    identify: (token) => page.evaluate((token) => window.helpnook("identify", { token }), token),
    refusals: () => page.evaluate(() => window.refusals),
    asked: () => heard.requests.filter(({ method, url }) => method == "POST" && url.endsWith("/v1/sessions")).length,
  };
}

for (const mode of MODES) {
  test(`whoever is signed in sees on every device what they asked on another: ${mode}`, async () => {
    const subject = `Asked on the phone, ${mode}`;
    const phone = await visitor(mode);
    await phone.identify(signed(`eve-${mode}`));
    await eventually(phone.asked, "a session");
    await write(phone.widget, { subject });
    await send(phone.widget);
    const [ticket] = await house.agent.about(subject);
    await house.agent.reply(ticket.id, "Please turn the cap until it clicks.");

    const desktop = await visitor(mode);
    await desktop.identify(signed(`eve-${mode}`));
    await openRequest(desktop.widget, subject);
    await panel(desktop.widget).getByText("Please turn the cap").waitFor();
    await panel(desktop.widget).getByLabel("Your reply").fill("It clicks.");
    await panel(desktop.widget).getByRole("button", { name: "Send reply" }).click();
    const said = async () => (await house.agent.messages(ticket.id)).at(-1).message.body;
    await eventually(async () => (await said()) == "It clicks.", "the reply");
    assert.deepEqual([...phone.heard.errors, ...desktop.heard.errors], []);

    const stranger = await visitor(mode);
    await stranger.identify(signed(`bob-${mode}`));
    await eventually(stranger.asked, "a session");
    await go(stranger.widget, "My requests");
    await panel(stranger.widget).getByText("No requests yet").first().waitFor();
  });

  test(`R24: a token that is refused is sent once and told once, and nothing that was typed is lost: ${mode}`, async (t) => {
    for (const [name, token] of Object.entries(wrong())) {
      await t.test(name, async () => {
        const subject = `Half a thought: ${name}, ${mode}`;
        const { page, widget, heard, identify, refusals, asked } = await visitor(mode);
        await write(widget, { subject });
        await identify(token);
        await eventually(async () => (await refusals()) > 0, "that the page is told");
        await go(widget, "My requests");
        await go(widget, "Help");
        await go(widget, "Write to us");
        assert.deepEqual([asked(), await refusals()], [1, 1]);
        const lines = heard.lines.filter((line) => line.includes("helpnook: identify: "));
        assert.ok(lines.length == 1 && !lines[0].includes(token), lines.join("\n"));
        assert.equal(await panel(widget).getByLabel("Subject").inputValue(), subject);
        // Private windows, as these are, let frames of other sites keep nothing.
        if (mode == "page") {
          await page.reload();
          await open(page);
          await go(page, "Write to us");
          await eventually(async () => (await panel(page).getByLabel("Subject").inputValue()) == subject, "the draft");
          assert.equal(asked(), 1, "nor does a reload send it again");
        }
        await send(widget);
        assert.equal((await house.agent.about(subject)).length, 1, "as a guest they may write all the same");
        assert.deepEqual(faults(heard), []);
      });
    }
  });
}

test("R24: a session whose key was taken back ends once; the page may sign the customer in anew", async () => {
  const { page, heard, identify, refusals, asked } = await visitor("page");
  await identify(signed("ada"));
  await eventually(asked, "a session");
  await write(page, { subject: "Asked while signed in" });
  await send(page);
  await write(page, { subject: "Half a thought" });
  await house.server.stop();
  Object.assign(house.server.settings, keysOf("2"));
  await house.server.start();
  await go(page, "My requests");
  await eventually(async () => (await refusals()) > 0, "that the page is told");
  await panel(page).getByRole("button", { name: "Asked while signed in" }).waitFor();
  assert.deepEqual([asked(), await refusals()], [1, 1]);
  await identify(signed("ada", {}, { kid: "2" }));
  await eventually(() => asked() == 2, "another session");
  await go(page, "Write to us");
  assert.equal(await panel(page).getByLabel("Subject").inputValue(), "Half a thought");
  assert.deepEqual(faults(heard), []);
  Object.assign(house.server.settings, keysOf("1"));
  await house.server.stop();
  await house.server.start();
});

test("R24: a backend that no longer speaks this version of the contract is asked once, and the draft is kept", async () => {
  const { page, heard } = await visitor("page");
  await write(page, { subject: "To a newer backend" });
  const gone = { type: "urn:helpnook:problem:version-gone", title: "Version 1 is gone", status: 410 };
  const headers = { "access-control-allow-origin": "*" };
  await page.route("**/v1/**", (route) =>
    route.fulfill({ status: 410, contentType: "application/problem+json", headers, body: JSON.stringify(gone) }),
  );
  const asked = () => heard.requests.filter(({ method, url }) => method == "POST" && url.endsWith("/v1/tickets")).length;
  await panel(page).getByRole("button", { name: "Send request" }).click();
  await panel(page).getByText(/^This could not be accepted as it is\. Nothing is lost\./).first().waitFor();
  await page.reload();
  await open(page);
  await go(page, "Write to us");
  await eventually(async () => (await panel(page).getByLabel("Subject").inputValue()) == "To a newer backend", "the draft");
  assert.equal(asked(), 1, "nobody knocks twice");
  await page.unroute("**/v1/**");
  await page.reload();
  await open(page);
  await go(page, "Write to us");
  await send(page);
  assert.equal((await house.agent.about("To a newer backend")).length, 1);
});

test("a logout ends the session, even before the panel is opened", async () => {
  const { page, identify, asked } = await visitor("page");
  await identify(signed("mia"));
  await eventually(asked, "a session");
  const kept = () =>
    page.evaluate((backend) => localStorage.getItem(`helpnook:${backend}:session`), house.server.origin);
  const { token } = JSON.parse(await eventually(kept, "the session")).data;
  await page.reload();
  await page.evaluate(() => window.helpnook("logout"));
  const authorization = `Bearer ${token}`;
  const status = async () => (await fetch(`${house.server.origin}/v1/tickets`, { headers: { authorization } })).status;
  await eventually(async () => (await status()) == 401, "that the backend has ended it");
  assert.equal(await kept(), null);
});
