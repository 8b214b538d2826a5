/* The doctor: what this host page allows. */
export function examine(host, settings) {
  console.info("helpnook:", settings);
}
