// Adds to each citation a button that copies it. Without this script all of them can be read,
// selected and downloaded.
"use strict";

const cites = navigator.clipboard ? document.querySelectorAll(".cite") : [];
for (const { dataset, children: [, list] } of cites) {
  let style = "";
  for (const part of list.children) {
    if (part.matches("dt")) {
      style = part.textContent;
      continue;
    }
    const shown = part.firstElementChild;
    const name = shown.download ? shown.textContent : style;
    const button = document.createElement("button");
    const say = (word) => {
      button.textContent = word;
      button.ariaLabel = `${word}: ${name}`;
    };
    button.type = "button";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(shown.download ? content(shown.href) : shown.textContent);
      say(dataset.copied);
      setTimeout(say, 2000, dataset.copy);
    });
    say(dataset.copy);
    part.append(" ", button);
  }
}

function content(url) {
  const bytes = atob(url.slice(url.indexOf(",") + 1));
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}
