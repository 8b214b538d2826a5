// Starts the app.

import { mount } from "svelte";

import App from "./App.svelte";

const { content: backend } = document.querySelector("meta[name=backend]");
mount(App, { target: document.querySelector("#app"), props: { backend } });
