// A card with a button: what the button plays comes from another site, and only when it is pressed.
"use strict";

for (const button of document.querySelectorAll("[data-play]")) {
  button.addEventListener("click", () => {
    const { play, title } = button.dataset;
    const frame = document.createElement("iframe");
    frame.title = title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    // YouTube plays nothing without knowing the site; the page is not told.
    frame.referrerPolicy = "strict-origin";
    frame.sandbox =
      "allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts";
    frame.src = play;
    button.replaceWith(frame);
    frame.focus();
  });
}
