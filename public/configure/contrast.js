// How well the widget in the preview can be read, measured by the browser on the widget's own colours.

/** What is looked at: words, the foreground, the background, what WCAG 2.2 asks for. */
const PAIRS = [
  ["Text on the colour", "--on-accent", "--accent", 4.5],
  ["Text on the colour, pointed at", "--on-accent", "--accent-hover", 4.5],
  ["Links on the panel", "--link", "--surface", 4.5],
  ["Links on a tint", "--link", "--tint", 4.5],
  ["Soft text on a tint", "--ink-soft", "--tint", 4.5],
  ["Text on the panel", "--ink", "--surface", 4.5],
  ["Focus ring", "--link", "--raised", 3],
  ["Line around a main button", "--accent-line", "--surface", 3],
];

/** Fills `body` with a row for each pair, as the widget in `root` (its shadow root) has them. */
export function showContrast(body, root) {
  const place = root?.querySelector(".helpnook");
  if (!place) return body.replaceChildren();
  const probe = place.appendChild(place.ownerDocument.createElement("i"));
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const bytes = (token) => {
    probe.style.color = `var(${token})`;
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    return pen.getImageData(0, 0, 1, 1).data;
  };
  const rows = PAIRS.map(([what, front, back, needed]) => {
    const [ink, ground] = [bytes(front), bytes(back)];
    const ratio = contrast(ink, ground);
    const row = document.createElement("tr");
    const cell = (text, name = "td") => {
      const made = row.appendChild(document.createElement(name));
      made.textContent = text;
      return made;
    };
    cell(what, "th").scope = "row";
    const look = cell("Aa");
    look.className = "look";
    look.style.color = colour(ink);
    look.style.backgroundColor = colour(ground);
    // Cut, not rounded: 4.49 is not enough.
    cell((Math.floor(ratio * 100) / 100).toFixed(2));
    cell(ratio >= needed ? "yes" : `no, needs ${needed}`).className = ratio >= needed ? "yes" : "no";
    return row;
  });
  probe.remove();
  body.replaceChildren(...rows);
}

const colour = ([red, green, blue]) => `rgb(${red} ${green} ${blue})`;

/** WCAG 2.2: the ratio of the relative luminances. */
function contrast(one, other) {
  const [more, less] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}

function luminance(bytes) {
  const [red, green, blue] = [...bytes.slice(0, 3)].map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
