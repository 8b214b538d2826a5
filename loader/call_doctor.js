/*
 * Fetches the doctor (loader/doctor.js) when a site owner asks for it.
 */
import { say } from "./settings.js";

/** Shows what the host page allows. */
export async function callDoctor(settings) {
  try {
    const { examine } = await import(settings.base + "__HELPNOOK_DOCTOR__");
    await examine(settings);
  } catch (error) {
    say(error);
  }
}
