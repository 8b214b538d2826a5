/*
 * Fetches the doctor (loader/doctor/main.ts) when a site owner asks for it.
 */
import type { examine } from "./doctor/main";
import { warn, type Settings } from "./settings";
import type { compile } from "./widget_files";

/** Shows what the host page allows. `tryFiles` compiles the widget's files, where the loader has them. */
export async function loadDoctor(settings: Settings, tryFiles?: typeof compile): Promise<void> {
  try {
    const doctor: { examine: typeof examine } = await import(settings.base + "__HELPNOOK_DOCTOR__");
    await doctor.examine(settings, tryFiles);
  } catch (error) {
    const reason = (error as Error).message;
    warn(`the doctor did not come (${reason}); where a policy is in the way: script-src ${new URL(settings.base).origin};`);
  }
}
