// Looks through the open panel for words that were not translated and for text that does not fit.

/**
 * Runs in the page. `data` is everything that is not the widget's own words, as one text; without it every text counts as
 * own and none is looked at for its language.
 */
function lookThrough(data) {
  const panel = document.querySelector("help-nook").shadowRoot.querySelector('[role="dialog"]');
  const bare = (text) => text.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
  const known = bare(data ?? "");
  const isOwn = (text) => data === undefined || /^⟦.*⟧$/s.test(text);
  // What Intl writes (times, sizes) and what articles hold is in no file of texts.
  const isData = (text) => !/\p{L}/u.test(text) || known.includes(text) || /^([\d.,\s]+[kM]B|[kM]B\u200F?[\d.,\s]+)$/.test(text);
  const name = (element) => `${element.localName}.${element.getAttribute("class") ?? ""}`;
  const untranslated = [];
  const clipped = [];
  const isHidden = (element) =>
    !element.checkVisibility({ visibilityProperty: true }) || element.closest(".visually-hidden") !== null;

  for (const element of [panel, ...panel.querySelectorAll("*")]) {
    for (const attribute of ["aria-label", "placeholder", "title", "alt", "aria-description", "aria-valuetext"]) {
      const text = bare(element.getAttribute(attribute) ?? "");
      const isTime = element.localName === "time";
      if (text && !isOwn(text) && !isData(text) && !isTime) untranslated.push(`${name(element)} ${attribute}: ${text}`);
    }
  }

  /** The nearest box that a text belongs to: an inline element has none of its own. */
  const boxOf = (element) => {
    let box = element;
    while (getComputedStyle(box).display.startsWith("inline") && !/block|flex|grid/.test(getComputedStyle(box).display))
      box = box.parentElement;
    return box;
  };
  const walk = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    const text = bare(node.data);
    if (!text || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (!isOwn(text) && !isData(text) && !parent.closest("time, .prose, .hit__snippet"))
      untranslated.push(`${name(parent)}: ${text}`);
    if (isHidden(parent) || parent.closest("option, table, pre") || !isOwn(text)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = boxOf(parent).getBoundingClientRect();
    const outer = panel.getBoundingClientRect();
    for (const line of range.getClientRects()) {
      const left = Math.max(box.left, outer.left);
      const right = Math.min(box.right, outer.right);
      if (line.left < left - 1 || line.right > right + 1) {
        clipped.push(`${name(parent)}: ${Math.round(line.left)}–${Math.round(line.right)} outside of ${Math.round(left)}–${Math.round(right)}: ${text}`);
        break;
      }
    }
    for (let around = parent; around !== panel; around = around.parentElement) {
      const style = getComputedStyle(around);
      const hides = (overflow) => ["hidden", "clip"].includes(overflow);
      if (hides(style.overflowX) && around.scrollWidth > around.clientWidth + 1)
        clipped.push(`${name(around)}: ${around.scrollWidth} wide in ${around.clientWidth}: ${text}`);
      if (hides(style.overflowY) && around.scrollHeight > around.clientHeight + 1)
        clipped.push(`${name(around)}: ${around.scrollHeight} high in ${around.clientHeight}: ${text}`);
    }
  }
  // What a field shows before something is typed has no node of its own.
  for (const field of panel.querySelectorAll("input[placeholder]")) {
    if (field.placeholder && field.checkVisibility() && !field.value) {
      const style = getComputedStyle(field);
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = style.font;
      const room = field.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
      const width = pen.measureText(field.placeholder).width;
      if (width > room + 1) clipped.push(`${name(field)} placeholder: ${Math.round(width)} in ${Math.round(room)}: ${field.placeholder}`);
    }
  }
  const sideways = [...panel.querySelectorAll(".panel__body")].filter((body) => body.scrollWidth > body.clientWidth + 1);
  for (const body of sideways) clipped.push(`${name(body)} scrolls sideways: ${body.scrollWidth} in ${body.clientWidth}`);
  return { untranslated: [...new Set(untranslated)], clipped: [...new Set(clipped)] };
}

/** What is wrong with the screen on show, `{ untranslated, clipped }`: one line each. See `lookThrough`. */
export const faultsOf = (page, data) => page.evaluate(lookThrough, data);
