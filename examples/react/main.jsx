// Helpnook in a React app. React 19 gives attributes and events of custom elements as they are.

import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

/** The help, as long as it is shown. `onRead` hears of each article. */
function Help({ backend, onRead }) {
  useEffect(() => {
    import(/* @vite-ignore */ `${backend}/element.js`);
  }, [backend]);
  return <help-nook inline="" backend={backend} onhelpnook-article-viewed={({ detail }) => onRead(detail.id)} />;
}

function App({ backend }) {
  const [isShown, show] = useState(false);
  const [read, setRead] = useState("nothing");
  return (
    <>
      <button onClick={() => show(!isShown)}>{isShown ? "Hide help" : "Show help"}</button>
      {isShown && <Help backend={backend} onRead={setRead} />}
      <p>
        Last read: <output>{read}</output>
      </p>
    </>
  );
}

const { content: backend } = document.querySelector("meta[name=backend]");
createRoot(document.querySelector("#app")).render(
  <StrictMode>
    <App backend={backend} />
  </StrictMode>,
);
