// Helpnook in a Vue app. Where templates are compiled by a build, tell it there instead of in the last lines:
// `vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "help-nook" } } })`.

import { createApp, ref } from "vue/dist/vue.esm-bundler.js";

/** The help, as long as it is shown. `read` is sent for each article. */
const Help = {
  props: ["backend"],
  emits: ["read"],
  setup: ({ backend }) => void import(/* @vite-ignore */ `${backend}/element.js`),
  template: `<help-nook inline :backend="backend" @helpnook-article-viewed="$emit('read', $event.detail.id)"></help-nook>`,
};

const App = {
  components: { Help },
  props: ["backend"],
  setup: () => ({ isShown: ref(false), read: ref("nothing") }),
  template: `
    <button @click="isShown = !isShown">{{ isShown ? "Hide help" : "Show help" }}</button>
    <Help v-if="isShown" :backend="backend" @read="read = $event" />
    <p>Last read: <output>{{ read }}</output></p>`,
};

const { content: backend } = document.querySelector("meta[name=backend]");
const app = createApp(App, { backend });
app.config.compilerOptions.isCustomElement = (tag) => tag === "help-nook";
app.mount("#app");
