/* The demo shop: ?lang=de swaps in the German texts (they stand beside the English ones), any other ?lang= shows the widget
   in that language; and the basket counts. */
const wanted = new URLSearchParams(location.search).get("lang");
const german = wanted === "de";
if (wanted) document.documentElement.lang = wanted;
if (german) {
  for (const node of document.querySelectorAll("[data-de]")) node.textContent = node.dataset.de;
  for (const node of document.querySelectorAll("[data-de-label]")) node.ariaLabel = node.dataset.deLabel;
}

document.querySelector(`.languages [lang=${german ? "de" : "en"}]`).ariaCurrent = "true";

const count = document.querySelector("#count");
for (const button of document.querySelectorAll(".buy button")) {
  button.ariaLabel = `${button.textContent}: ${button.closest("li").querySelector("h3").textContent}`;
  button.onclick = () => (count.textContent = Number(count.textContent) + 1);
}
