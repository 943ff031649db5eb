// Set the colours that the reader has chosen before anything is shown, to avoid a flash of others.
// Only this choice is ever stored; without one, the device decides.
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
      return null; // storage is disabled
    }
  }

  function remember(theme) {
    try {
      if (theme === "auto") localStorage.removeItem(NAME);
      else localStorage.setItem(NAME, theme);
    } catch {
      // The choice applies to this page only.
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

  // The first press always has a visible effect.
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
  // The choice was made in another tab, or on another page before returning to this one.
  addEventListener("storage", ({ key, newValue }) => key === NAME && show(newValue));
  addEventListener("pageshow", ({ persisted }) => persisted && show(remembered()));
})();
