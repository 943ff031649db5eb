// Additions to pages that are complete without them: keys, printed addresses, buttons that copy a
// citation.
"use strict";

// --- a former address: keep its query and its fragment, which a refresh would lose --------------

const moved = document.querySelector("a[data-moved]");
if (moved) location.replace(moved.href + location.search + location.hash);

// --- keys: `/` search, `n` and `p` later and earlier, `?` the list of keys ----------------------

// A site without keys has no list of them. A reader can turn keys off in the list; the name of the tab
// keeps this choice while the tab is open, so that nothing is stored.
const OFF = "keys-off";
const help = document.querySelector("dialog[data-keys]");

const press = {
  "/": () => {
    const field = document.querySelector('[role="search"] [type="search"]');
    if (field?.offsetParent) return void field.select();
    document.querySelector('a[rel~="search"]')?.click();
  },
  "n": () => document.querySelector('a[rel~="next"]')?.click(),
  "p": () => document.querySelector('a[rel~="prev"]')?.click(),
  "?": () => help.open || help.showModal(),
};

// On a Cyrillic keyboard, the keys N and P type other letters.
function meant({ key, code }) {
  return /^\p{Script=Cyrillic}$/u.test(key) ? code.replace("Key", "").toLowerCase() : key;
}

function typing({ target }) {
  return target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
}

if (help) {
  const on = help.querySelector("[type=checkbox]");
  on.checked = window.name !== OFF;
  on.addEventListener("change", () => (window.name = on.checked ? "" : OFF));
  help.querySelector("button").addEventListener("click", () => help.close());
  for (const button of document.querySelectorAll("[data-help]")) {
    button.addEventListener("click", press["?"]);
  }
  addEventListener("keydown", (event) => {
    const { ctrlKey, altKey, metaKey, repeat, isComposing, defaultPrevented } = event;
    if (ctrlKey || altKey || metaKey || repeat || isComposing || defaultPrevented) return;
    const act = press[meant(event)];
    if (!act || !on.checked || help.open || typing(event)) return;
    event.preventDefault();
    act();
  });
}

// --- paper: after a link within the site, its full address, which the stylesheet shows ----------

addEventListener("beforeprint", () => {
  const here = document.querySelector("link[rel=canonical]")?.href ?? location;
  for (const link of document.querySelectorAll('main a[href^="/"]')) {
    link.dataset.address = new URL(link.pathname + link.hash, here).href;
  }
});

// --- citations ----------------------------------------------------------------------------------

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
