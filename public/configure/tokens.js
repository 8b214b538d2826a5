// The tokens of the theming API that the configurator offers (docs/theme.md has them all), each with what it takes.

/** Words of a length, a font, a shadow: name, label, what stands there when nothing is set, and what is measured in px. */
export const TOKENS = [
  { name: "--helpnook-font", label: "Font", placeholder: "the system's", hint: '"Inter", sans-serif' },
  { name: "--helpnook-radius", label: "Panel's corners", unit: "px", value: 12, max: 40 },
  { name: "--helpnook-control-radius", label: "Fields' corners", unit: "px", value: 8, max: 24 },
  { name: "--helpnook-button-radius", label: "Buttons' corners", unit: "px", value: 22, max: 22 },
  { name: "--helpnook-space", label: "Distance from the window's edge", unit: "px", value: 20, max: 80 },
  { name: "--helpnook-width", label: "Panel's width", unit: "px", value: 400, min: 320, max: 640 },
  { name: "--helpnook-height", label: "Panel's height", unit: "px", value: 680, min: 360, max: 1000 },
  { name: "--helpnook-launcher-radius", label: "Launcher's corners", unit: "px", value: 24, max: 24 },
  { name: "--helpnook-icon", label: "Launcher's picture", placeholder: "none", hint: "url(help.svg)" },
  { name: "--helpnook-z-index", label: "Lies above", placeholder: "999999999" },
  {
    name: "--helpnook-shadow",
    label: "Panel's shadow",
    choices: [
      ["", "soft"],
      ["none", "none"],
      ["0 4px 16px rgb(0 0 0 / 0.35)", "strong"],
    ],
  },
];

/** Draws the controls into `place`; calls `changed()` at every change. Gives a function for the tokens that are set. */
export function drawTokens(place, changed) {
  const inputs = TOKENS.map((token) => {
    const id = token.name.slice(2);
    const row = place.appendChild(Object.assign(document.createElement("div"), { className: "row" }));
    row.append(Object.assign(document.createElement("label"), { htmlFor: id, textContent: token.label }));
    const input = Object.assign(document.createElement(token.choices ? "select" : "input"), { id });
    for (const [value, textContent] of token.choices ?? [])
      input.append(Object.assign(document.createElement("option"), { value, textContent }));
    if (token.unit) {
      Object.assign(input, { type: "range", min: token.min ?? 0, max: token.max, step: 1, value: token.value });
      const shown = Object.assign(document.createElement("output"), { htmlFor: id, textContent: token.value + token.unit });
      input.addEventListener("input", () => (shown.textContent = input.value + token.unit));
      const pair = row.appendChild(Object.assign(document.createElement("span"), { className: "pair" }));
      pair.append(input, shown);
    } else {
      if (token.placeholder) input.placeholder = token.placeholder + (token.hint ? `, or ${token.hint}` : "");
      row.append(input);
    }
    input.addEventListener("input", changed);
    return [token, input];
  });
  return () =>
    inputs.flatMap(([token, input]) => {
      const value = input.value.trim();
      if (!value || (token.unit && Number(value) === token.value)) return [];
      const written = token.unit ? value + token.unit : value;
      // A value with a semicolon or a brace would be more than one declaration in the lines to copy.
      return /[;{}<]/.test(written) ? [] : [[token.name, written]];
    });
}
