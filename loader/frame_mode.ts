/*
 * Stage two of `frame.js`: the launcher and the frame in one script that loads no other, for a page whose policy names
 * that script alone, by its hash or its address. The doctor is a script too; only who asks for it has it looked for.
 */
import { show } from "./badge";
import { callDoctor } from "./load_doctor";
import { frameAlone } from "./frame_host";
import { dress } from "./launcher";
import { hearing, labelOf, read, spell } from "./settings";

/** Begins, as `start` of loader/page_mode.ts does. */
export function start(host, launcher, script, go) {
  const settings = read((name) => script.getAttribute("data-" + name), script.src, labelOf(launcher));
  settings.mode = "frame";
  spell(script);
  dress(host, launcher, settings);
  show(host, launcher, settings);
  host.addEventListener("helpnook-doctor", () => callDoctor(settings));
  frameAlone(host, launcher, settings, hearing(host, go));
}
