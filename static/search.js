// Search in the browser: reads the index that the build writes (docs/search.md), fetch by fetch.
// Nothing is sent anywhere: words are looked up in files of this site.

const RESULTS = 10; // shown at a time
const PATIENCE = 4; // segments opened for one page of results, unless nothing is found yet
const READ = 40; // pages read for one phrase in a segment
const ANOTHER_SPELLING = 0.4; // what a match by another spelling weighs
const WEIGHTS = [1, 1.4, 1.8, 5]; // once, twice, often, in the title
const SHARE = 6; // letters of a word by which its drawer is found, three of their skeleton

// --- words: as rules/words.py has them ----------------------------------------------------------

const WORD = /[\p{L}\p{N}]+(?:['’ʼ][\p{L}\p{N}]+)*/gu;
const MARK = /[\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306/g;

const folded = (text) => text.toLowerCase().normalize("NFD").replace(MARK, "").normalize("NFC");

const plain = (word) => (/^[\p{L}\p{N}]+$/u.test(word) ? word : word.replace(/['’ʼ](?:s$)?/g, ""));

export const words = (text) => (folded(text).match(WORD) ?? []).map(plain);

const isLatin = (word) => /[a-z]/.test(word);

export class Spelling {
  constructor({ letters, bare }) {
    this.letters = letters;
    this.bares = bare;
  }

  skeleton(word) {
    const latin = Array.from(word, (letter) => this.letters[letter] ?? letter).join("");
    const simple = latin.replaceAll("zh", "j").replaceAll("gh", "g").replaceAll("ie", "e");
    return simple.replace(/(.)\1+/g, "$1");
  }

  bare(word) {
    return Array.from(word, (letter) => this.bares[letter] ?? letter).join("");
  }

  drawer(word, drawers) {
    const key = word.includes("/") ? word : this.skeleton(word.slice(0, SHARE)).slice(0, 3);
    let total = 0;
    for (const letter of key) total = (Math.imul(total, 31) + letter.codePointAt(0)) >>> 0;
    return total % drawers;
  }

  // How a word may be meant: `kh` is х or қ.
  readings(word) {
    return word.includes("kh") ? [word, word.replaceAll("kh", "h"), word.replaceAll("kh", "k")] : [word];
  }
}

// The longest stem with which a word begins, unless too little of it or too much would be left.
function guess(word, stems) {
  for (let length = word.length; length > Math.max(2, word.length - 6); length--) {
    if (stems.has(word.slice(0, length))) return word.slice(0, length);
  }
  return undefined;
}

// Every stem with which a word begins: a form that stands in no article may have any of them.
function guesses(word, stems) {
  const lengths = Array.from({ length: Math.min(6, word.length - 1) }, (_, less) => word.length - less);
  return lengths.map((length) => word.slice(0, length)).filter((one) => stems.has(one));
}

// --- files of the index -------------------------------------------------------------------------

class Stale extends Error {} // the site was published anew while we were reading

export const drawersOf = (articles) => {
  let drawers = 1;
  while (drawers <= Math.floor((articles - 1) / 32)) drawers *= 2;
  return drawers;
};

class Drawer {
  constructor(text) {
    const [head, ...lines] = text.split("\n");
    Object.assign(this, JSON.parse(head)); // articles, drawers, checks
    this.stems = new Map();
    this.odd = new Map(); // forms whose stem is not the one that `guess` would take
    this.kept = new Map();
    for (const line of lines) {
      const [stem, postings, shown, odd] = line.split("\t");
      this.stems.set(stem, { postings, shown });
      for (const form of odd ? odd.split(",") : []) this.odd.set(written(form, stem), stem);
    }
  }

  stemOf(word) {
    return this.odd.get(word) ?? guess(word, this.stems);
  }

  // The stems that a word has in another spelling, that of `simple`, and how many of its letters
  // are beyond them.
  alike(word, simple) {
    if (!this.kept.has(simple)) {
      const stems = new Map(), odd = new Map();
      const add = (to, key, stem) => to.set(key, [...(to.get(key) ?? []), stem]);
      for (const stem of this.stems.keys()) if (!stem.includes("/")) add(stems, simple(stem), stem);
      for (const [form, stem] of this.odd) add(odd, simple(form), stem);
      this.kept.set(simple, { stems, odd });
    }
    const { stems, odd } = this.kept.get(simple);
    const key = simple(word);
    const begun = guess(key, stems);
    const beyond = odd.has(key) ? 0 : key.length - (begun?.length ?? 0);
    return { found: [...(odd.get(key) ?? []), ...(stems.get(begun) ?? [])], beyond };
  }

  // [article's number, weight] of each article in which a stem stands.
  *postings(stem) {
    let number = 0, value = 0, factor = 1;
    for (const letter of this.stems.get(stem)?.postings ?? "") {
      const digit = letter.charCodeAt(0) - 48;
      if (digit >= 32) {
        value += (digit - 32) * factor;
        factor *= 32;
        continue;
      }
      value += digit * factor;
      number += value >> 2;
      yield [number, value & 3];
      value = 0;
      factor = 1;
    }
  }
}

const written = (form, stem) => (form[0] === "+" ? stem + form.slice(1) : form.slice(1));

export class Index {
  constructor(base, load = (...asked) => fetch(...asked)) {
    this.base = base;
    this.load = load;
    this.forget("no-cache");
  }

  // Begins anew, and `reload` says not to believe a cache that calls its copies fresh: a host that
  // tells files apart by the second they were written does not see two publications within one.
  forget(cache) {
    this.cache = cache;
    this.files = new Map();
    this.told = undefined;
  }

  async open() {
    this.told ??= this.get("search/segments.json").then((answer) => answer.json());
    const { segments, ...tables } = await this.told;
    this.spelling ??= new Spelling(tables);
    this.simple ??= {
      bare: (word) => this.spelling.bare(word),
      skeleton: (word) => this.spelling.skeleton(word),
    };
    return segments.map(([lang, period, articles]) => ({ lang, period, articles }));
  }

  async get(name) {
    const answer = await this.load(this.base + name, { cache: this.cache });
    if (!answer.ok) throw answer.status === 404 ? new Stale(name) : new Error(`${name}: ${answer.status}`);
    return answer;
  }

  file(segment, name, parse) {
    const path = `search/${segment.lang}/${segment.period}/${name}.bin`;
    if (!this.files.has(path)) {
      const read = async () => {
        const { body } = await this.get(path);
        const whole = body.pipeThrough(new DecompressionStream("deflate"));
        return parse(await new Response(whole).text());
      };
      this.files.set(path, read());
    }
    return this.files.get(path);
  }

  async drawer(segment, word) {
    const drawers = drawersOf(segment.articles);
    const number = this.spelling.drawer(word, drawers);
    const drawer = await this.file(segment, `words-${number}`, (text) => new Drawer(text));
    if (drawer.articles !== segment.articles) throw new Stale(segment.period);
    return drawer;
  }

  // What is shown of an article: [address, title, day, the day in words, summary, topics].
  async card(segment, number, checks) {
    const block = Math.floor(number / 8);
    const found = await this.file(segment, `articles-${block}`, JSON.parse);
    if (found.check !== checks.slice(4 * block, 4 * block + 4)) throw new Stale(segment.period);
    return found.articles[number % 8];
  }

  // The stems that are meant by a word, each with its drawer and what a match of it weighs: its own,
  // and those that another spelling of it has. What is typed in Latin letters may be Kazakh or Russian.
  async meant(segment, word, loosely) {
    const own = await this.drawer(segment, word);
    const stem = own.stemOf(word);
    const meant = new Map(stem === undefined ? [] : [[stem, { drawer: own, factor: 1 }]]);
    const take = (drawer, stems) => {
      for (const one of stems) {
        if (!meant.has(one)) meant.set(one, { drawer, factor: ANOTHER_SPELLING });
      }
    };
    if (isLatin(word)) {
      const readings = this.spelling.readings(word).map(async (reading) => {
        const drawer = await this.drawer(segment, reading);
        return { drawer, ...drawer.alike(reading, this.simple.skeleton) };
      });
      const tried = (await Promise.all(readings)).filter(({ found }) => found.length);
      const least = Math.min(...tried.map(({ beyond }) => beyond));
      for (const { drawer, found, beyond } of tried) {
        const fit = found.filter((one) => stem === undefined || !isLatin(one));
        if (beyond === least) take(drawer, fit);
      }
    } else {
      const lacking = stem === undefined || this.spelling.bare(word) === word;
      if (lacking) take(own, own.alike(word, this.simple.bare).found);
      if (!meant.size) take(own, own.alike(word, this.simple.skeleton).found.filter(isLatin));
    }
    if (loosely) take(own, guesses(word, own.stems));
    return meant;
  }

  // Number → score of the articles of a segment in which all the words stand, best first.
  async matches(segment, query, loosely) {
    const meaning = query.words.map((word) => this.meant(segment, word, loosely));
    const meant = await Promise.all(meaning);
    const drawers = meant.flatMap((one) => [...one.values()].map(({ drawer }) => drawer));
    let scores;
    const join = (of) => {
      if (scores) for (const [number, score] of of) scores.has(number) && of.set(number, score + scores.get(number));
      const both = scores ? [...of].filter(([number]) => scores.has(number)) : of;
      scores = new Map(both);
    };
    for (const stems of meant) {
      const of = new Map();
      for (const [stem, { drawer, factor }] of stems) {
        const postings = [...drawer.postings(stem)];
        const rarity = Math.log(1 + segment.articles / postings.length);
        for (const [number, weight] of postings) {
          of.set(number, Math.max(of.get(number) ?? 0, WEIGHTS[weight] * rarity * factor));
        }
      }
      join(of);
    }
    for (const topic of query.topics) {
      const drawer = await this.drawer(segment, topic);
      drawers.push(drawer);
      join(new Map(Array.from(drawer.postings(topic), ([number]) => [number, 0])));
    }
    const checks = drawers[0]?.checks ?? "";
    if (drawers.some((drawer) => drawer.checks !== checks)) throw new Stale(segment.period);
    const ranked = [...(scores ?? [])].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
    return { segment, meant, checks, numbers: ranked.map(([number]) => number) };
  }

  // Whether a page's own text holds every phrase.
  async holds(card, phrases) {
    const page = await (await this.get(card[0].slice(1))).text();
    const text = ` ${words(textOf(page)).join(" ")} `;
    return phrases.every((phrase) => text.includes(` ${phrase.join(" ")} `));
  }

  // Forms that begin as a word does, the commonest first.
  async suggestions(word, lang) {
    const newest = (await this.open()).find((segment) => !lang || segment.lang === lang);
    if (!newest || word.length < 3) return [];
    const drawer = await this.drawer(newest, word);
    const simple = isLatin(word) ? this.simple.skeleton : this.simple.bare;
    const found = [];
    for (const [stem, { postings, shown }] of drawer.stems) {
      const form = shown && written(shown, stem);
      if (form && simple(form).startsWith(simple(word))) found.push([postings.length, form]);
    }
    return found.sort((a, b) => b[0] - a[0]).slice(0, 8).map(([, form]) => form);
  }
}

function textOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector("main") ?? page.body).textContent;
}

export function parsed({ q = "", lang = "", year = "", topic = "" }) {
  const phrases = Array.from(q.matchAll(/["“«„]([^"”»“]+)["”»“]/g), ([, inner]) => words(inner));
  return {
    words: [...new Set(words(q))],
    phrases: phrases.filter((phrase) => phrase.length > 1),
    topics: topic ? [topic] : [],
    lang,
    year,
  };
}

// The results of a query, newest segment first, and after each segment how many are left. Where
// nothing is found, words are taken more loosely.
export async function* results(index, query) {
  if (!query.words.length && !query.topics.length) return;
  const every = await index.open();
  const wanted = every.filter(
    ({ lang, period }) => (!query.lang || lang === query.lang) && period.startsWith(query.year),
  );
  let some = false;
  for (const loosely of [false, true]) {
    for (const [place, segment] of wanted.entries()) {
      for await (const result of inSegment(index, segment, query, loosely)) {
        some = true;
        yield result;
      }
      yield { left: wanted.length - place - 1 };
    }
    if (some) return;
  }
}

async function* inSegment(index, segment, query, loosely) {
  const found = await index.matches(segment, query, loosely);
  const most = query.phrases.length ? READ : Infinity;
  for (let start = 0; start < Math.min(most, found.numbers.length); start += RESULTS) {
    const loaded = found.numbers.slice(start, start + RESULTS).map(async (number) => {
      const card = await index.card(segment, number, found.checks);
      return (!query.phrases.length || (await index.holds(card, query.phrases))) && card;
    });
    const cards = (await Promise.all(loaded)).filter(Boolean);
    const exact = (card) => exactness(card, query.words);
    for (const card of cards.sort((a, b) => exact(b) - exact(a))) yield { card, found };
  }
}

// How many of the words stand in what is shown as they were typed.
function exactness(card, typed) {
  const shown = new Set(words(`${card[1]} ${card[4]}`));
  return typed.filter((word) => shown.has(word)).length;
}

// The pieces of a text: [text, whether it is one of the words that were meant].
export function pieces(text, found, spelling) {
  const parts = [];
  let done = 0;
  for (const match of text.matchAll(WORD)) {
    const [word = ""] = words(match[0]);
    const marked = found.meant.some((stems) => {
      return [...stems].some(([stem, { drawer }]) => drawer.stemOf(word) === stem);
    });
    parts.push([text.slice(done, match.index), false], [match[0], marked]);
    done = match.index + match[0].length;
  }
  return [...parts, [text.slice(done), false]].filter(([part]) => part);
}

// --- the page -----------------------------------------------------------------------------------

function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function start(form) {
  const told = form.dataset;
  const index = new Index(told.base);
  const list = document.querySelector("[data-results]");
  const status = document.querySelector("[data-status]");
  const more = document.querySelector("[data-more]");
  const chosen = document.querySelector("[data-topic]");
  const { q, lang, year } = form.elements;
  let running, topic = "", tries = 0;

  const asked = () => ({ q: q.value.trim(), lang: lang.value, year: year.value, topic });

  function address(changes = {}) {
    const all = Object.entries({ ...asked(), ...changes });
    return "?" + new URLSearchParams(all.filter(([key, value]) => value || key === "lang"));
  }

  function read() {
    const params = new URLSearchParams(location.search);
    q.value = params.get("q") ?? "";
    lang.value = params.get("lang") ?? document.documentElement.lang;
    year.value = params.get("year") ?? "";
    topic = params.get("topic") ?? "";
  }

  async function run() {
    list.replaceChildren();
    more.hidden = true;
    chosen.hidden = !topic;
    chosen.querySelector("a").href = address({ topic: "" });
    chosen.querySelector("[data-name]").textContent = topic.split("/").pop();
    const query = parsed(asked());
    running = undefined;
    if (!query.words.length && !query.topics.length) return void (status.textContent = "");
    running = { results: results(index, query), total: 0, shown: 0 };
    await page(running);
  }

  async function page(mine) {
    more.hidden = true;
    status.textContent = told.searching;
    try {
      for (let opened = 0, added = 0, first; ; ) {
        const { value, done } = await mine.results.next();
        if (mine !== running) return;
        if (done) {
          mine.left = 0;
          break;
        }
        if (value.card) {
          const item = list.appendChild(result(value));
          if (mine.shown && !first) (first = item.querySelector("a")).focus();
          first ??= item;
          mine.shown++;
          mine.waiting = false;
          if (++added === RESULTS) break;
        } else {
          mine.left = value.left;
          mine.waiting = ++opened >= PATIENCE && added > 0 && value.left > 0;
          if (mine.waiting) break;
        }
      }
      tell(mine);
    } catch (error) {
      if (mine !== running) return;
      if (error instanceof Stale && tries++ < 2) {
        index.forget("reload");
        return run();
      }
      status.textContent = told.failed;
      throw error;
    }
    tries = 0;
  }

  function tell(mine) {
    const ended = mine.left === 0;
    more.hidden = ended;
    const count = mine.shown.toLocaleString(document.documentElement.lang);
    const text = mine.shown ? told.found.replace("%s", count) : told.none;
    const rest = mine.waiting ? told.older : told.unfinished;
    status.textContent = ended ? text : `${text} ${rest}`;
  }

  function result({ card: [url, title, day, shown, summary, topics], found }) {
    const marked = (text) => pieces(text, found).map(([part, is]) => (is ? element("mark", {}, part) : part));
    const link = element("a", { href: told.base + url.slice(1) }, ...marked(title));
    const names = topics.map(([name, label]) => {
      if (name === topic) chosen.querySelector("[data-name]").textContent = label;
      return element("li", {}, element("a", { href: address({ topic: name }) }, label));
    });
    const item = element("li", { lang: found.segment.lang }, element("h2", {}, link));
    item.append(element("time", { datetime: day }, shown));
    if (summary) item.append(element("p", {}, ...marked(summary)));
    if (names.length) item.append(element("ul", { class: "topics" }, ...names));
    return item;
  }

  async function suggest() {
    const typed = q.value;
    const last = words(typed).pop() ?? "";
    const found = typed.endsWith(" ") ? [] : await index.suggestions(last, lang.value).catch(() => []);
    if (typed !== q.value) return;
    const head = typed.slice(0, typed.length - last.length);
    const options = found.map((form) => element("option", { value: head + form }));
    document.querySelector("#_suggestions").replaceChildren(...options);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", address());
    run();
  });
  for (const choice of [lang, year]) choice.addEventListener("change", () => form.requestSubmit());
  q.addEventListener("input", suggest);
  more.addEventListener("click", () => page(running));
  addEventListener("popstate", () => (read(), run()));

  // Those of the page's own language stand there already.
  function years(segments) {
    const known = new Set(segments.map(({ period }) => period.slice(0, 4)));
    const chosen = year.value;
    const options = [...known].sort().reverse().map((one) => element("option", { value: one }, one));
    year.replaceChildren(year.options[0], ...options);
    year.value = chosen;
  }

  function begin() {
    index.open().then((segments) => {
      years(segments);
      read();
      return run();
    }).catch(() => (status.textContent = told.failed));
  }

  read();
  if (q.value || topic) return begin();
  // Nothing of the index is fetched before the reader begins to ask.
  q.focus();
  form.addEventListener("input", () => index.open().then(years).catch(() => {}), { once: true });
}

const form = globalThis.document?.querySelector("form[data-search]");
if (form) start(form);
