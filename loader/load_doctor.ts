/*
 * Fetches the doctor (loader/doctor/main.ts) when a site owner asks for it.
 */
import { say } from "./settings";

/** Shows what the host page allows. `compile` tries the widget's files, where the loader has them. */
export async function callDoctor(settings, compile) {
  try {
    const { examine } = await import(settings.base + "__HELPNOOK_DOCTOR__");
    await examine(settings, compile);
  } catch (error) {
    say(`the doctor did not come (${error.message}); where a policy is in the way: script-src ${new URL(settings.base).origin};`);
  }
}
