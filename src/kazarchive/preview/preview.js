// What the preview adds to a page: it is never in the published site.
// All texts are set with textContent; the page's own styles do not reach in here.
"use strict";
(() => {
  const script = document.currentScript;
  const OWN = "/_kazarchive/";
  const page = { ...script.dataset };
  const HIDDEN = "kazarchive-bar-hidden";
  const SCROLL = "kazarchive-scroll";

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .band, .bar, .overlay { font: 15px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
      color: #f4f4f2; background: #22262b; }
    .band { position: fixed; inset: 0 0 auto 0; z-index: 3; padding: .3rem 1rem; text-align: center;
      font-weight: 600; color: #2b1d00; background: #ffc53d; }
    .bar { position: fixed; inset: auto 0 0 0; z-index: 2; max-height: 45vh; overflow: auto;
      padding: .35rem 1rem; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; align-items: baseline;
      border-block-start: 3px solid #35a; }
    .bar.folded { inset: auto 0 0 auto; padding: .2rem .6rem; border: 0; border-start-start-radius: .5rem; }
    .bar.folded > :not(.fold) { display: none; }
    dl { display: contents; }
    dl > div { display: flex; gap: .4rem; }
    dt { color: #a9b3bd; } dt::after { content: ":"; } dd { margin: 0; overflow-wrap: anywhere; }
    button { font: inherit; color: inherit; background: #3a424b; border: 1px solid #59636e;
      border-radius: .3rem; padding: .1rem .6rem; min-height: 24px; cursor: pointer; }
    button:focus-visible { outline: 3px solid #7db4ff; outline-offset: 1px; }
    .bar .fold { margin-inline-start: auto; }
    .count.error { background: #a11; border-color: #d55; }
    .overlay { position: fixed; inset: 0; z-index: 4; overflow: auto; padding: 1.5rem clamp(1rem, 5vw, 4rem);
      background: rgb(20 22 26 / .94); }
    .overlay header { display: flex; gap: 1rem; align-items: center; margin-block-end: 1rem; }
    .overlay h2 { font-size: 1.3rem; margin: 0; } .overlay header button { margin-inline-start: auto; }
    .overlay p { margin: .2rem 0; }
    ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
    li { background: #2b3036; border-inline-start: 5px solid #e5484d; border-radius: .3rem; padding: .7rem 1rem; }
    li.warning { border-color: #ffc53d; }
    .code { font-weight: 700; color: #ff9592; } .warning .code { color: #ffd60a; }
    .where, pre { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .9em; }
    .where { color: #a9d1ff; overflow-wrap: anywhere; }
    pre { margin: .4rem 0; padding: .5rem; background: #1b1e22; overflow: auto; color: #fff; }
    .help { color: #cfd6dd; }
    @media print { .band, .bar, .overlay { display: none; } }
    @media (prefers-reduced-motion: no-preference) { .overlay { transition: opacity .1s; } }
  `;

  const host = document.createElement("kazarchive-preview");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const button = (text, action, className) => {
    const element = make("button", className, text);
    element.type = "button";
    element.addEventListener("click", action);
    return element;
  };
  const place = (name, element) => {
    const old = root.querySelector(name);
    if (old) old.remove();
    if (element) root.append(element);
    makeRoom();
  };
  const makeRoom = () => { // so that nothing of the page stays behind the band and the bar
    const height = (name) => `${(root.querySelector(name) || { offsetHeight: 0 }).offsetHeight}px`;
    document.documentElement.style.marginBlockStart = height(".band");
    document.documentElement.style.marginBlockEnd = height(".bar:not(.folded)");
  };
  const stored = (store, key, value) => {
    try {
      return value === undefined ? store.getItem(key) : store.setItem(key, value);
    } catch {
      return null; // storage is switched off
    }
  };
  const ask = async (name) => {
    const answer = await fetch(OWN + name, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  // --- problems ----------------------------------------------------------------------------------

  const item = (problem) => {
    const element = make("li", problem.severity);
    const head = make("p");
    head.append(make("span", "code", problem.label), `: ${problem.message}`);
    element.append(head, make("p", "where", problem.where));
    if (problem.line.length) element.append(make("pre", "", problem.line.join("\n")));
    element.append(make("p", "help", problem.help));
    return element;
  };
  let dismissed = "";
  let before = null;
  const close = (key) => {
    dismissed = key;
    place(".overlay");
    if (before) before.focus();
  };
  const overlay = (problems, words, note, key, closing) => {
    const box = make("section", "overlay");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", words.problems);
    const header = make("header");
    const end = button(words.close, () => close(key));
    header.append(make("h2", "", `${words.problems}: ${problems.length}`), end);
    const list = make("ol");
    list.append(...problems.map(item));
    box.append(header);
    if (note) box.append(make("p", "note", note));
    box.append(list);
    box.addEventListener("keydown", (event) => event.key === "Escape" && close(key));
    before = document.activeElement;
    place(".overlay", box);
    if (closing) end.focus();
  };
  const showAll = async (words) => {
    const all = await ask("problems");
    overlay(all.problems, { ...words, problems: words.problems }, "", "all", true);
  };

  // --- the bar -----------------------------------------------------------------------------------

  const weight = () => {
    const [own] = performance.getEntriesByType("navigation");
    const bytes = performance
      .getEntriesByType("resource")
      .filter((one) => !new URL(one.name).pathname.startsWith(OWN))
      .reduce((sum, one) => sum + one.decodedBodySize, own ? own.decodedBodySize : 0);
    return `${(bytes / 1000).toLocaleString(document.documentElement.lang || "en", { maximumFractionDigits: 0 })} kB`;
  };
  const bar = (state) => {
    const { words } = state;
    const box = make("aside", "bar");
    box.setAttribute("aria-label", words.show);
    const list = make("dl");
    for (const [label, text] of [...state.facts, [words.weight, weight()]]) {
      const line = make("div");
      line.append(make("dt", "", label), make("dd", "", text));
      list.append(line);
    }
    const fold = button("", () => folded(!box.classList.contains("folded")), "fold");
    const folded = (yes) => {
      box.classList.toggle("folded", yes);
      fold.textContent = yes ? words.show : words.hide;
      fold.setAttribute("aria-expanded", String(!yes));
      stored(localStorage, HIDDEN, yes ? "1" : "");
      makeRoom();
    };
    box.append(list);
    if (state.own.length) {
      const show = () => overlay(state.own, words, "", "own", true);
      box.append(button(`${words.problems}: ${state.own.length}`, show, "count"));
    }
    if (state.elsewhere) {
      const show = () => showAll(words);
      box.append(button(`${words.elsewhere}: ${state.elsewhere}`, show, "count error"));
    }
    box.append(fold);
    folded(stored(localStorage, HIDDEN) === "1");
    place(".bar", box);
  };

  // --- keeping up --------------------------------------------------------------------------------

  const reload = () => {
    stored(sessionStorage, SCROLL, JSON.stringify([page.address, scrollX, scrollY]));
    location.reload();
  };
  const scrolled = () => {
    const [address, x, y] = JSON.parse(stored(sessionStorage, SCROLL) || "[]");
    stored(sessionStorage, SCROLL, "[]");
    if (address === page.address) scrollTo({ left: x, top: y, behavior: "instant" });
  };
  const show = (state) => {
    place(".band", state.band ? make("div", "band", state.band) : null);
    bar(state);
    const key = JSON.stringify(state.problems);
    if (!state.problems.length) place(".overlay");
    else if (key !== dismissed) {
      overlay(state.problems, state.words, state.stale ? state.words.stale : "", key, false);
    }
  };
  let words = null;
  const refresh = async () => {
    const state = await ask(`page?address=${encodeURIComponent(page.address)}`);
    page.generation = state.generation;
    words = state.words;
    if (state.moved) location.replace(state.moved);
    else if (state.digest !== page.digest) reload();
    else show(state);
  };
  const swap = (files, every) => {
    const stamp = `?preview=${encodeURIComponent(page.generation)}`;
    const changed = (url) => url && new URL(url, location.href).origin === location.origin
      && (every || files.includes(new URL(url, location.href).pathname));
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
      if (!changed(link.href)) continue;
      const next = link.cloneNode();
      next.href = new URL(link.href).pathname + stamp;
      next.addEventListener("load", () => link.remove());
      link.after(next);
    }
    for (const image of document.querySelectorAll("img")) {
      if (!changed(image.currentSrc || image.src)) continue;
      image.removeAttribute("srcset");
      image.src = new URL(image.src).pathname + stamp;
    }
    for (const element of document.querySelectorAll("script[src]")) {
      if (element !== script && !every && changed(element.src)) return true;
    }
    return false;
  };
  const news = (event) => {
    const told = JSON.parse(event.data);
    if (told.generation === page.generation) return;
    const missed = told.files === null;
    page.generation = told.generation;
    if (swap(told.files || [], missed)) reload();
    else refresh().catch(() => {});
  };

  let source = null;
  const listen = () => {
    if (source || document.hidden) return; // a browser allows six such connections to a host
    source = new EventSource(OWN + "events");
    source.onmessage = news;
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && source) {
      source.close();
      source = null;
    } else listen();
  });
  addEventListener("pagehide", () => source && source.close());

  document.body.append(host);
  scrolled();
  listen();
  const begin = () => refresh().catch(() => {});
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
})();
