/*
 * The frame of a custom element. (The script tag's is in stage one, because it must do without this file.)
 */

/** How long the frame may take to answer, in milliseconds, before it is taken for lost. */
const PATIENCE = 5000;

/** Shows the widget of an element in a frame. Messages are those of loader/inside.js. */
export function frameIn(host, launcher, settings, go) {
  const { backend, language, color, theme, inline, help } = settings;
  const nonce = crypto.getRandomValues(new Uint32Array(1))[0];
  const data = { color, theme, ...(inline && { inline: "true" }) };
  const node = document.createElement("iframe");
  node.className = "frame";
  node.title = launcher.textContent;
  node.hidden = !inline;
  node.src = `${backend}/frame.html#${encodeURI(JSON.stringify([nonce, origin, language, data]))}`;
  const from = new URL(backend).origin;
  const send = (...call) => node.contentWindow.postMessage(JSON.parse(JSON.stringify([nonce, ...call])), from);

  const hear = ({ source, origin, data: said }) => {
    if (source != node.contentWindow || origin != from || !Array.isArray(said) || said[0] !== nonce) return;
    const [, event, detail, isOpen] = said;
    if (!inline && node.hidden == isOpen) {
      node.hidden = !isOpen;
      launcher.ariaExpanded = isOpen;
      (isOpen ? node : launcher).focus();
    }
    if (event == "ready") {
      clearTimeout(lost);
      go((method, ...args) => (method == "destroy" ? leave() : send(method, ...args)));
      if (inline) send("open");
    }
    host.dispatchEvent(new CustomEvent("helpnook-" + event, { __proto__: null, bubbles: true, detail }));
  };
  const leave = () => {
    clearTimeout(lost);
    removeEventListener("message", hear);
    node.remove();
  };
  // The hosted help page is always there.
  const lost = setTimeout(() => {
    leave();
    const link = document.createElement("a");
    link.href = help;
    link.textContent = launcher.textContent;
    link.className = "launcher";
    launcher.replaceWith(link);
    if (inline) host.shadowRoot.append(link);
  }, PATIENCE);

  addEventListener("message", hear);
  // Also where it goes before the frame has answered.
  go((method) => method == "destroy" && leave());
  host.shadowRoot.append(node);
}
