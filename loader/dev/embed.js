/*
 * `embed.js` under `trunk serve`: mounts the widget that Trunk has built, in one piece and with a launcher of its own, by
 * the snippet's attributes, and passes the page's calls on. The loader's own part (frame, doctor, badge, a panel to type
 * into at once) is not in it: `cargo xtask serve` has that.
 */
(() => {
  const { dataset } = document.currentScript;
  const host = document.createElement("help-nook");
  document.documentElement.append(host);
  const started = new Promise((resolve) => {
    if (window.wasmBindings) resolve();
    else addEventListener("TrunkApplicationStarted", resolve, { once: true });
  });
  const mounted = started.then(async () => {
    const language = dataset.language || document.documentElement.lang || navigator.language;
    await window.wasmBindings.mount(host, { ...dataset, language });
    return window.wasmBindings;
  });
  window.helpnook = async (method, ...rest) => {
    const widget = await mounted;
    if (method === "on") host.addEventListener("helpnook-" + rest[0], rest[1]);
    else if (method === "off") host.removeEventListener("helpnook-" + rest[0], rest[1]);
    else if (method === "explain") console.log(widget.explain(host));
    else if (["open", "close", "toggle", "logout"].includes(method)) widget[method](host, ...rest);
    else widget.command(host, method, rest[0]);
  };
  window.helpnook.host = host;
})();
