// Comments come from another site, and only when a reader asks for them.
"use strict";

for (const button of document.querySelectorAll("[data-comments]")) {
  button.addEventListener("click", () => {
    const script = document.createElement("script");
    for (const { name, value } of button.attributes) {
      if (name.startsWith("data-") && name !== "data-comments") script.setAttribute(name, value);
    }
    script.src = button.dataset.comments;
    button.parentElement.replaceWith(script);
  });
}
