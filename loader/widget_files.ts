/*
 * The widget's two files, JavaScript and wasm: fetched and compiled once for the whole page, started when a panel needs
 * them.
 */
import { compileFrom } from "./compile";

/** The exports of the widget: src/mount.rs. */
export interface Widget {
  mount(host: HTMLElement, options: object): Promise<void>;
  unmount(host: HTMLElement): void;
  open(host: HTMLElement, query?: string): void;
  close(host: HTMLElement): void;
  toggle(host: HTMLElement): void;
  logout(host: HTMLElement): void;
  /** Fetches the code that `command` and `explain` need; false where it does not come. */
  prepare(): Promise<boolean>;
  command(host: HTMLElement, name: string, detail: unknown): void;
  explain(host: HTMLElement): object | undefined;
}

/** The JavaScript of wasm-bindgen: its default export starts the wasm. */
type Glue = Widget & { default(init: { module_or_path: WebAssembly.Module }): Promise<unknown> };

let compiled: Promise<[Glue, WebAssembly.Module]> | undefined;
let started: Promise<unknown> | undefined;
let cacheBuster = "";

/** Fetches and compiles, on intent, so that a click finds it done. A failed try is not kept. */
export function compile(base: string): Promise<[Glue, WebAssembly.Module]> {
  compiled ??= Promise.all([
    import(base + "__HELPNOOK_GLUE__" + cacheBuster) as Promise<Glue>,
    compileFrom(base + "__HELPNOOK_WASM__" + cacheBuster),
  ]);
  const tried = compiled;
  tried.catch(() => {
    if (compiled == tried) compiled = undefined;
    // A browser remembers that a module failed, and a cache a corrupt file; a new address makes them try again.
    cacheBuster = "?" + Date.now();
  });
  return tried;
}

/** The started widget. */
export async function startWidget(base: string): Promise<Widget> {
  const [glue, module] = await compile(base);
  started ??= glue.default({ module_or_path: module });
  try {
    await started;
  } catch (error) {
    started = compiled = undefined;
    throw error;
  }
  return glue;
}
