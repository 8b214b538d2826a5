// Gives the key of the request that was just sent to the widget, as it keeps keys itself (`src/keyring.rs`), and takes it out
// of the page. Where the browser keeps nothing, or the widget is not served here, the page stays as it is.
(() => {
  const sent = document.getElementById("sent");
  const { id, reference, key, language } = sent.dataset;
  sent.removeAttribute("data-key");
  const place = `helpnook:${location.origin}:tickets`;
  try {
    const held = JSON.parse(localStorage.getItem(place) || "[]").filter((ticket) => ticket.id !== id);
    const mine = { id, reference, key, seen: null, is_rated: false };
    localStorage.setItem(place, JSON.stringify([mine, ...held].slice(0, 50)));
  } catch {
    return;
  }
  const widget = document.createElement("script");
  widget.src = "/embed.js";
  widget.dataset.backend = "/";
  widget.dataset.language = language;
  widget.onload = () => {
    document.getElementById("not-kept").hidden = true;
    const kept = document.getElementById("kept");
    kept.hidden = false;
    kept.querySelector("button").onclick = () => window.helpnook("open");
  };
  document.body.append(widget);
})();
