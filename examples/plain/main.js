// Helpnook in a plain page: an element that comes and goes.

const { content: backend } = document.querySelector("meta[name=backend]");
await import(`${backend}/element.js`);

const button = document.querySelector("#show");
const read = document.querySelector("#read");
let help;

button.addEventListener("click", () => {
  if (help) {
    // Taking it out frees all that it holds.
    help.remove();
    help = undefined;
  } else {
    help = document.createElement("help-nook");
    help.setAttribute("inline", "");
    help.setAttribute("backend", backend);
    help.addEventListener("helpnook-article-viewed", ({ detail }) => (read.textContent = detail.id));
    button.after(help);
  }
  button.textContent = help ? "Hide help" : "Show help";
});
