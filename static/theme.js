// The colours that the reader has chosen, set before anything is shown, so that no others flash by.
// That choice is all that is ever remembered; without one the device decides.
"use strict";

(() => {
  const NAME = "kazarchive-theme";
  const root = document.documentElement;
  const scheme = document.querySelector('meta[name="color-scheme"]');
  const bars = [...document.querySelectorAll('meta[name="theme-color"]')];
  const media = bars.map((bar) => bar.media);

  function remembered() {
    try {
      return localStorage.getItem(NAME);
    } catch {
      return null; // the browser keeps nothing
    }
  }

  function remember(theme) {
    try {
      if (theme === "auto") localStorage.removeItem(NAME);
      else localStorage.setItem(NAME, theme);
    } catch {
      // The choice holds for this page.
    }
  }

  function show(theme) {
    const chosen = theme === "light" || theme === "dark";
    root.dataset.theme = chosen ? theme : "auto";
    if (scheme) scheme.content = chosen ? theme : "light dark";
    bars.forEach((bar, n) => {
      const own = media[n].includes(theme);
      bar.media = chosen ? (own ? "all" : "not all") : media[n];
    });
  }

  // The first press always changes what is seen.
  function following(theme) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const order = dark ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    return order[(order.indexOf(theme) + 1) % order.length];
  }

  show(remembered());
  addEventListener("click", ({ target }) => {
    if (!target.closest?.("[data-switch]")) return;
    const theme = following(root.dataset.theme);
    remember(theme);
    show(theme);
  });
  // Chosen in another tab, or on a page since this one was left.
  addEventListener("storage", ({ key, newValue }) => key === NAME && show(newValue));
  addEventListener("pageshow", ({ persisted }) => persisted && show(remembered()));
})();
