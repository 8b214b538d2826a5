// Articles come from a backend that is not trusted: nothing in them runs, calls elsewhere or leaves the panel.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listen } from "./support/browser.mjs";
import { boundsOf, openHouse, openRequest, panel, search, send, write } from "./support/house.mjs";

let house;
before(async () => (house = await openHouse()));
after(() => house?.end());

const MARKUP = `
<h2>A heading that stays</h2>
<p>Words that stay, <strong>strong ones</strong> too, and a <a href="https://good.example/page">link that stays</a>.</p>
<table><tr><th>A table</th></tr><tr><td>that stays</td></tr></table>
<script>window.ran = "script"</script>
<script src="https://elsewhere.example/a.js"></script>
<img src="x" onerror="window.ran = 'onerror'">
<svg onload="window.ran = 'svg'"><script>window.ran = "svg script"</script><a href="javascript:window.ran='svg link'">s</a></svg>
<math><mtext><style><img src=x onerror="window.ran='math'"></style></mtext></math>
<iframe src="https://elsewhere.example/frame"></iframe><iframe srcdoc="<script>parent.ran='srcdoc'</script>"></iframe>
<object data="https://elsewhere.example/o"></object><embed src="https://elsewhere.example/e">
<style>* { display: none !important } @import "https://elsewhere.example/s.css";</style>
<link rel="stylesheet" href="https://elsewhere.example/l.css"><base href="https://elsewhere.example/">
<meta http-equiv="refresh" content="0;url=https://elsewhere.example/m">
<p style="position:fixed;inset:0;z-index:2147483647;background:url(https://elsewhere.example/bg)">Words in a style</p>
<a href="javascript:window.ran='link'">javascript link</a>
<a href="jAvA&#9;script:window.ran='tab'">tab link</a>
<a href="data:text/html,<script>opener.ran='data'</script>">data link</a>
<form action="https://elsewhere.example/f"><input name="password" type="password" autofocus onfocus="window.ran='focus'"><button>Sign in</button></form>
<video src="https://elsewhere.example/v" autoplay onerror="window.ran='video'"></video>
<details open ontoggle="window.ran='toggle'"><summary>Summary</summary></details>
<div id="helpnook-reply" class="panel launcher" slot="x" part="y" tabindex="1" accesskey="h" onmouseover="window.ran='hover'">Words in a div</div>
<template><img src=x onerror="window.ran='template'"></template><noscript><p title="</noscript><img src=x onerror=window.ran='noscript'>"></noscript>
<!--><img src=x onerror="window.ran='comment'">-->
`;

const MARKDOWN = `
## A heading that stays

Words that stay, **strong ones** too, and a [link that stays](https://good.example/page).

| A table |
|---|
| that stays |

[javascript link](javascript:window.ran='link') [tab link](java&#9;script:window.ran='tab') [data link](data:text/html,x)
<javascript:window.ran='autolink'> ![picture](javascript:window.ran='image') ![o](x "\\" onerror=window.ran='title')

<script>window.ran = "script"</script>
<img src=x onerror="window.ran='onerror'"><iframe srcdoc="<script>parent.ran='srcdoc'</script>"></iframe>

<style>* { display: none !important }</style>

<p style="position:fixed;inset:0">Words in a style</p>
`;

const ALLOWED = new Set(
  (
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd a strong em b i u s del ins sub sup mark small kbd samp var abbr code pre br hr blockquote " +
    "table caption thead tbody tfoot tr th td img figure figcaption span div details summary q cite time"
  ).split(" "),
);

for (const [format, body] of [
  ["html", MARKUP],
  ["markdown", MARKDOWN],
]) {
  test(`a hostile ${format} article shows its words and does nothing else`, async (t) => {
    const title = `Zeppelin maintenance in ${format}`;
    await house.agent.publish(`zeppelin-${format}`, { title, body, format });
    const page = await house.customer();
    const heard = listen(page);
    const opened = [];
    page.context().on("page", (other) => opened.push(other.url()));
    await search(page, title);
    await panel(page).getByRole("option", { name: title }).click();
    const article = panel(page).getByRole("article");
    await article.getByRole("heading", { name: "A heading that stays" }).waitFor();

    await t.test("what is harmless is there", async () => {
      await article.getByText("strong ones").waitFor();
      await article.getByRole("cell", { name: "that stays" }).waitFor();
      const link = article.getByRole("link", { name: "link that stays" });
      assert.equal(await link.getAttribute("href"), "https://good.example/page");
      assert.match(await link.getAttribute("rel"), /noopener/);
      assert.equal(await link.getAttribute("target"), "_blank");
    });

    await t.test("only allow-listed nodes and attributes are drawn", async () => {
      const drawn = await article.evaluate((root) =>
        [...root.querySelectorAll(".prose *")].flatMap((node) => [
          node.localName,
          ...[...node.attributes].map(({ name, value }) => `${node.localName}[${name}=${value}]`),
        ]),
      );
      const names = drawn.filter((name) => !name.includes("["));
      assert.deepEqual(
        names.filter((name) => !ALLOWED.has(name)),
        [],
      );
      const attributes = drawn.filter((name) => name.includes("["));
      assert.deepEqual(
        attributes.filter((it) => /\[(on|style|id|slot|part|srcdoc|action|accesskey|autofocus)/.test(it)),
        [],
      );
      assert.deepEqual(
        attributes.filter((it) => /script:|data:text/i.test(it)),
        [],
      );
    });

    await t.test("nothing runs, also when everything is clicked", async () => {
      for (const link of await article.getByRole("link").all()) {
        const href = await link.getAttribute("href");
        assert.match(href ?? "https://none", /^(https?:|mailto:|tel:|#)/);
      }
      for (const words of ["javascript link", "tab link", "data link", "Words in a style"]) {
        const found = article.getByText(words);
        if (await found.count()) await found.first().click();
      }
      await page.waitForLoadState("networkidle");
      assert.equal(await page.evaluate(() => window.ran), undefined);
      assert.deepEqual(opened, []);
      assert.equal(page.url(), house.shop);
    });

    await t.test("no other host was asked for anything", () => {
      const own = [house.server.origin, house.host.origin];
      const strange = heard.requests
        .map(({ url }) => url)
        .filter((url) => !own.some((origin) => url.startsWith(origin)));
      assert.deepEqual(strange, []);
    });

    await t.test("nothing leaves the panel, and the page is as it was", async () => {
      const box = await boundsOf(panel(page));
      const outside = await article.evaluate((root, { x, width }) => {
        const wide = (node) => node.closest(".prose__wide") === null;
        return [...root.querySelectorAll("*")]
          .filter(wide)
          .map((node) => [node.localName, node.getBoundingClientRect(), getComputedStyle(node).position])
          .filter(([, at, position]) => position === "fixed" || at.left < x - 1 || at.right > x + width + 1)
          .map(([name, at]) => `${name} ${at.left}-${at.right}`);
      }, box);
      assert.deepEqual(outside, []);
      assert.ok(await page.getByRole("heading", { name: "A little shop" }).isVisible());
      assert.deepEqual(await page.evaluate(() => [document.title, document.baseURI]), ["A little shop", house.shop]);
    });
  });
}

test("a message that looks like markup is shown as it was written", async () => {
  const page = await house.customer();
  const message = `<img src=x onerror="window.ran = 'message'"> & <b>not bold</b>`;
  const subject = `<script>window.ran = "subject"</script>`;
  await write(page, { subject, message });
  await send(page);
  const [ticket] = await house.agent.about(subject);
  await house.agent.reply(ticket.id, "<iframe srcdoc='<script>parent.ran=1</script>'></iframe> plain **words**");
  await openRequest(page, subject);
  const thread = panel(page).getByRole("list", { name: "Messages" });
  await thread.getByText(message, { exact: true }).waitFor();
  await thread.getByText(/^<iframe srcdoc=.*plain \*\*words\*\*$/).waitFor();
  assert.equal(await page.evaluate(() => window.ran), undefined);
});
