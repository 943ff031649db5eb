// Search in the browser, in the index that docs/search.md describes.

const RESULTS = 10; // shown at a time
const PATIENCE = 4; // segments opened before a reader who has results is asked to go on
const READ = 40; // pages read for a phrase before that
const MOST = 32; // words of a query
const TRIES = 2; // times to begin anew
const ANOTHER_SPELLING = 0.4; // what a match by another spelling weighs
const EXACT = 2; // what the form that was typed weighs
const WEIGHTS = [1, 1.4, 1.8, 5]; // once, twice, often, in the title

// --- words: as rules/words.py has them

const LONGEST = 48;
const WORD = /[\p{L}\p{N}]+(?:['’‘`][\p{L}\p{N}]+)*/gu;
const MARK = /[\u02b9-\u02bc\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306/g;
const GAP = /(?<=[0-9])[ ,\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))/g;
const GROUPED = new RegExp(`(?<![0-9.,])[0-9]{1,3}(?:${GAP.source}[0-9]{3})+`, "g");
const INITIALS = /(?<![\p{L}\p{N}])[a-z](?:\.[a-z])+(?![\p{L}\p{N}])/gu;
const LATIN = "aceikmoptxyhəɵ", CYRILLIC = "асеікмортхуһәө";
const MIXED = /[a-zəɵ][\u0400-\u04ff]|[\u0400-\u04ff][a-zəɵ]/;

const isLatin = (word) => /[a-z]/.test(word);

function speller(table) {
  const known = new RegExp(`[${Object.keys(table).join("")}]`, "g");
  return (word) => word.replace(known, (letter) => table[letter]);
}

const folded = (text) => text.toLowerCase().normalize("NFD").replace(MARK, "").normalize("NFC");

const plain = (word) => word.replace(/['’‘`](?:s$)?/g, "");

function oneScript(word) {
  if (!MIXED.test(word)) return word;
  const cyrillic = Array.from(word, (letter) => CYRILLIC[LATIN.indexOf(letter)] ?? letter).join("");
  return isLatin(cyrillic) ? word : cyrillic;
}

export function words(text) {
  const joined = folded(text)
    .replace(GROUPED, (number) => number.replace(GAP, ""))
    .replace(INITIALS, (letters) => letters.replaceAll(".", ""));
  const found = (joined.match(WORD) ?? []).map(plain).map(oneScript);
  return found.filter((word) => word.length <= LONGEST);
}

export class Spelling {
  constructor({ letters, bare }) {
    const latin = speller(letters);
    this.bare = speller(bare);
    this.skeleton = (word) => {
      const simple = latin(word).replaceAll("zh", "j").replaceAll("gh", "g").replaceAll("ie", "e");
      return simple.replace(/(.)\1+/g, "$1");
    };
  }

  // Words whose first letters sound alike lie together.
  drawer(word, drawers) {
    const begun = (text, letters) => Array.from(text).slice(0, letters).join("");
    const key = word.includes("/") ? word : begun(this.skeleton(begun(word, 6)), 3);
    let total = 0;
    for (const letter of key) total = (Math.imul(total, 31) + letter.codePointAt(0)) >>> 0;
    return total % drawers;
  }
}

// How a word in Latin letters may be meant; `official` are the Kazakh alphabets of 2018 and 2021.
const READ_AS = [["kh", "h"], ["kh", "k"], ["w", "v"], ["ng", "n"]];

function readings({ word, official }) {
  return [...new Set([word, official, ...READ_AS.map(([typed, meant]) => official.replaceAll(typed, meant))])];
}

const SOUNDS = { "ý": "u", "ş": "sh", "ç": "ch" };
const official = (text) => text.toLowerCase().normalize("NFC").replace(/[ýşç]/g, (letter) => SOUNDS[letter]);

// Numbers in digits of which all but the last are moved on by the radix.
function* numbers(text, zero, radix) {
  let value = 0, factor = 1;
  for (const letter of text) {
    const digit = letter.charCodeAt(0) - zero;
    value += (digit % radix) * factor;
    factor *= radix;
    if (digit >= radix) continue;
    yield value;
    value = 0;
    factor = 1;
  }
}

// The stems with which a word begins, the longest first.
function guesses(word, stems, shortest = 2) {
  const lengths = Array.from({ length: 6 }, (_, less) => word.length - less).filter((one) => one >= shortest);
  return lengths.map((length) => word.slice(0, length)).filter((one) => stems.has(one));
}

const guess = (word, stems) => guesses(word, stems, 3)[0];

// --- files of the index

class Stale extends Error {} // published anew meanwhile

const stale = (error, index) => error instanceof Stale && index.tries < TRIES;

const drawersOf = (articles) => 1 << (32 - Math.clz32((articles - 1) / 24));

class Drawer {
  constructor(text) {
    const [head, names, postings, forms] = text.split("\t").map((column) => column.split("\n"));
    Object.assign(this, JSON.parse(head[0])); // articles, drawers, checks
    this.stems = new Map();
    this.odd = new Map(); // form → stem, where `guess` might take another
    this.kept = new Map();
    let stem = "";
    for (const [n, name] of names.entries()) {
      stem = stem.slice(0, Number(name[0])) + name.slice(1);
      const told = forms[n].match(/[+=][^+=]*/g) ?? [];
      for (const one of told) this.odd.set(formOf(one, stem), stem);
      this.stems.set(stem, { postings: postings[n], told });
    }
  }

  stemOf(word) {
    return this.odd.get(word) ?? guess(word, this.stems);
  }

  // The stems that a word has in a spelling, and how many of its letters are beyond them.
  alike(word, simple) {
    if (!this.kept.has(simple)) {
      const stems = new Map(), odd = new Map();
      const add = (to, key, stem) => (to.get(key) ?? to.set(key, []).get(key)).push(stem);
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

  // [article's number, weight, whether a form that fits stands there, or none is told].
  *postings(stem, fits = () => true) {
    const { postings, told } = this.stems.get(stem) ?? { postings: "", told: [] };
    const [common, ...others] = told.map((one) => [fits(formOf(one, stem)), places(one)]);
    const exact = new Set(), elsewhere = new Set();
    for (const [fit, there] of others) {
      for (const place of there) elsewhere.add(place) && fit && exact.add(place);
    }
    let number = 0, place = 0;
    for (const value of numbers(postings, 48, 32)) {
      const inCommon = !elsewhere.size || (common[0] && (common[1].has(place) || !elsewhere.has(place)));
      number += value >> 2;
      yield [number, value & 3, inCommon || exact.has(place)];
      place++;
    }
  }
}

const formOf = (told, stem) => (told[0] === "+" ? stem : "") + told.slice(1).replace(/[A-Z]+/, "");

function places(told) {
  let place = -1;
  const written = told.replace(/[^A-Z]+/, "");
  return new Set(Array.from(numbers(written, 65, 13), (value) => (place += value + 1)));
}

export class Index {
  constructor(base, load = (...asked) => fetch(...asked)) {
    this.base = base;
    this.load = load;
    this.tries = 0;
    this.forget("no-cache");
  }

  // `reload` believes no cache: some hosts tell files apart by the second they were written.
  forget(cache) {
    this.cache = cache;
    this.files = new Map();
  }

  async open() {
    const { segments, ...tables } = await this.file("search/segments.json", (answer) => answer.json());
    this.spelling ??= new Spelling(tables);
    return segments.map(([lang, period, articles]) => ({ lang, period, articles }));
  }

  async get(name) {
    const answer = await this.load(this.base + name, { cache: this.cache });
    if (!answer.ok) throw new (answer.status === 404 ? Stale : Error)(name);
    return answer;
  }

  // A file that could not be read may be asked for again.
  file(name, parse) {
    const { files } = this;
    if (!files.has(name)) {
      const reading = this.get(name).then(parse);
      reading.catch(() => files.delete(name));
      files.set(name, reading);
    }
    return files.get(name);
  }

  part(segment, name, parse) {
    return this.file(`search/${segment.lang}/${segment.period}/${name}.bin`, async ({ body }) => {
      const whole = body.pipeThrough(new DecompressionStream("deflate"));
      return parse(await new Response(whole).text());
    });
  }

  async drawer(segment, word) {
    const drawers = drawersOf(segment.articles);
    const number = this.spelling.drawer(word, drawers);
    const drawer = await this.part(segment, `words-${number}`, (text) => new Drawer(text));
    if (drawer.articles !== segment.articles) throw new Stale(segment.period);
    return drawer;
  }

  async card(segment, number, checks) {
    const block = Math.floor(number / 8);
    const found = await this.part(segment, `articles-${block}`, JSON.parse);
    if (found.check !== checks.slice(4 * block, 4 * block + 4)) throw new Stale(segment.period);
    return found.articles[number % 8];
  }

  // Stem → its drawer, what a match weighs, which forms are the one that was typed.
  async meant(segment, asked, loosely) {
    const { word } = asked;
    const { bare, skeleton } = this.spelling;
    const own = await this.drawer(segment, word);
    const stem = own.stemOf(word);
    const meant = new Map();
    const take = (drawer, stems, fits, factor = ANOTHER_SPELLING) => {
      for (const one of stems) if (!meant.has(one)) meant.set(one, { drawer, factor, fits });
    };
    const like = (simple, typed) => {
      const key = simple(typed);
      return (form) => simple(form) === key;
    };
    if (stem !== undefined) take(own, [stem], (form) => form === word, 1);
    if (isLatin(word)) {
      const trying = readings(asked).map(async (reading) => {
        const drawer = await this.drawer(segment, reading);
        return { drawer, reading, ...drawer.alike(reading, skeleton) };
      });
      const tried = (await Promise.all(trying)).filter(({ found }) => found.length);
      const least = Math.min(...tried.map(({ beyond }) => beyond));
      for (const { drawer, reading, found, beyond } of tried) {
        const fit = found.filter((one) => stem === undefined || !isLatin(one));
        if (beyond === least) take(drawer, fit, like(skeleton, reading));
      }
    } else {
      const lacking = stem === undefined || bare(word) === word;
      if (lacking) take(own, own.alike(word, bare).found, like(bare, word));
      const latin = () => own.alike(word, skeleton).found.filter(isLatin);
      if (!meant.size) take(own, latin(), like(skeleton, word));
    }
    if (loosely) {
      const simple = isLatin(word) ? skeleton : bare, key = simple(word);
      const longer = (one) => key.length > 2 && !one.includes("/") && simple(one).startsWith(key);
      take(own, [...guesses(word, own.stems), ...[...own.stems.keys()].filter(longer)], like(simple, word));
    }
    return meant;
  }

  // The articles of a segment in which enough of the words stand, best first.
  async matches(segment, query, loosely, enough = query.words.length) {
    const meaning = query.words.map((asked) => this.meant(segment, asked, loosely));
    const meant = await Promise.all(meaning);
    const drawers = meant.flatMap((one) => [...one.values()].map(({ drawer }) => drawer));
    const found = new Map(); // number → its score, and how many of the words stand there
    for (const [n, stems] of meant.entries()) {
      const quoted = query.phrases.some((phrase) => phrase.includes(query.words[n].word));
      const scores = new Map();
      for (const [stem, { drawer, factor, fits }] of stems) {
        const postings = [...drawer.postings(stem, fits)];
        const rarity = Math.log(1 + segment.articles / postings.length);
        for (const [number, weight, exact] of postings) {
          if (quoted && !exact) continue;
          const score = WEIGHTS[weight] * (exact ? EXACT : 1) * rarity * factor;
          scores.set(number, Math.max(scores.get(number) ?? 0, score));
        }
      }
      for (const [number, score] of scores) {
        const [sum, standing] = found.get(number) ?? [0, 0];
        found.set(number, [sum + score, standing + 1]);
      }
    }
    if (query.topic) {
      const drawer = await this.drawer(segment, query.topic);
      drawers.push(drawer);
      const about = new Set(Array.from(drawer.postings(query.topic), ([number]) => number));
      for (const number of found.keys()) if (!about.has(number)) found.delete(number);
      if (!query.words.length) for (const number of about) found.set(number, [0, 0]);
    }
    const checks = drawers[0]?.checks ?? "";
    if (drawers.some((drawer) => drawer.checks !== checks)) throw new Stale(segment.period);
    const most = [...found.values()].reduce((most, [, standing]) => Math.max(most, standing), 0);
    const ranked = [...found].filter(([, [, standing]]) => standing >= enough);
    ranked.sort(([a, [one]], [b, [other]]) => other - one || b - a);
    return { segment, meant, checks, most, numbers: ranked.map(([number]) => number) };
  }

  // Whether an article's page holds every phrase.
  async holds(card, phrases) {
    const page = await (await this.get(card[0].slice(1))).text();
    const text = words(textOf(page));
    const { bare, skeleton } = this.spelling;
    const coarse = (word) => skeleton(word).replace(/k?h/g, "k");
    return phrases.every((phrase) => {
      const typed = phrase.every((word) => bare(word) === word) ? bare : (word) => word;
      const simple = phrase.some(isLatin) ? coarse : typed;
      const row = (all) => ` ${all.map(simple).join(" ")} `;
      return row(text).includes(row(phrase));
    });
  }

  // Forms that begin as a word does.
  async suggestions(word, lang) {
    const newest = (await this.open()).find((segment) => !lang || segment.lang === lang);
    if (!newest || word.length < 3) return [];
    const drawer = await this.drawer(newest, word);
    const simple = isLatin(word) ? this.spelling.skeleton : this.spelling.bare;
    const found = [];
    for (const [stem, { postings, told: [commonest] }] of drawer.stems) {
      const form = commonest && postings.length > 2 && formOf(commonest, stem);
      if (form && simple(form).startsWith(simple(word))) found.push([postings.length, form]);
    }
    return found.sort((a, b) => b[0] - a[0]).slice(0, 8).map(([, form]) => form);
  }
}

function textOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector("article") ?? page.querySelector("main") ?? page.body).textContent;
}

export function parsed({ q = "", lang = "", year = "", topic = "" }) {
  const sounded = words(official(q));
  const all = words(q).map((word, n) => [word, { word, official: sounded[n] ?? word }]);
  const quoted = Array.from(q.matchAll(/["“«„]([^"”»“]+)["”»“]/g), ([, inner]) => words(inner));
  const phrases = quoted.filter((phrase) => phrase.length);
  return { words: [...new Map(all).values()].slice(0, MOST), phrases, topic, lang, year };
}

// Results, newest segment first, each with how many may follow; where nothing is found, words are
// taken more loosely, then some of them suffice.
export async function* results(index, query) {
  if (!query.words.length && !query.topic) return;
  const every = await index.open();
  const wanted = every.filter(
    ({ lang, period }) => (!query.lang || lang === query.lang) && period.startsWith(query.year),
  );
  let some = false, most = 0;
  async function* round(loosely, enough) {
    for (const [place, segment] of wanted.entries()) {
      const left = wanted.length - place - 1;
      try {
        const found = await index.matches(segment, query, loosely, enough);
        most = Math.max(most, found.most);
        for await (const one of inSegment(index, query, found)) {
          some ||= Boolean(one.card);
          yield one.card ? { ...one, left: left + one.left } : one;
        }
        yield { left };
      } catch (error) {
        if (stale(error, index)) throw error;
        yield { left, unread: true };
      }
    }
  }
  yield* round(false);
  if (some || query.phrases.length) return;
  yield* round(true);
  if (some || !most || most < query.words.length / 2) return;
  yield { partly: true };
  yield* round(true, most);
}

async function* inSegment(index, query, found) {
  const { segment, numbers, checks } = found;
  for (let start = 0; start < numbers.length; start += RESULTS) {
    const loaded = numbers.slice(start, start + RESULTS).map(async (number, n) => {
      const card = await index.card(segment, number, checks);
      const holds = !query.phrases.length || (await index.holds(card, query.phrases));
      return holds && { card, found, left: numbers.length - start - n - 1 };
    });
    const cards = await Promise.all(loaded);
    yield* cards.filter(Boolean);
    if (query.phrases.length) yield { read: cards.length };
  }
}

// The pieces of a text: [piece, whether it was meant].
function pieces(text, found) {
  const parts = [];
  let done = 0;
  for (const match of text.matchAll(WORD)) {
    const [word = ""] = words(match[0]);
    const fits = ([stem, { drawer }]) => drawer.stemOf(word) === stem;
    const marked = found.meant.some((stems) => [...stems].some(fits));
    parts.push([text.slice(done, match.index), false], [match[0], marked]);
    done = match.index + match[0].length;
  }
  return [...parts, [text.slice(done), false]].filter(([part]) => part);
}

// --- the page

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
  const heading = document.title;
  let running, topic = "";

  const asked = () => ({ q: q.value.trim(), lang: lang.value, year: year.value, topic });

  function address(changes = {}) {
    const all = Object.entries({ ...asked(), ...changes });
    return "?" + new URLSearchParams(all.filter(([key, value]) => value || key === "lang"));
  }

  // All, where an address names what is not there.
  function choose(select, value) {
    select.value = value;
    if (select.selectedIndex < 0) select.value = "";
  }

  function read() {
    const params = new URLSearchParams(location.search);
    q.value = params.get("q") ?? "";
    choose(lang, params.get("lang") ?? document.documentElement.lang);
    choose(year, params.get("year") ?? "");
    topic = params.get("topic") ?? "";
  }

  async function run(tries = 0) {
    list.replaceChildren();
    more.hidden = true;
    chosen.hidden = !topic;
    chosen.querySelector("a").href = address({ topic: "" });
    chosen.querySelector("[data-name]").textContent = topic.split("/").pop();
    document.title = [asked().q, heading].filter(Boolean).join(" – ");
    const query = parsed(asked());
    running = undefined;
    status.textContent = asked().q && told.none;
    if (!query.words.length && !query.topic) return;
    index.tries = tries;
    running = { results: results(index, query), shown: 0, left: 1 };
    await page(running);
  }

  async function page(mine) {
    more.hidden = true;
    status.textContent = told.searching;
    mine.older = false;
    try {
      for (let opened = 0, added = 0, read = 0, first; added < RESULTS && read < READ && !mine.older; ) {
        const { value, done } = await mine.results.next();
        if (mine !== running) return;
        mine.left = done ? 0 : (value.left ?? mine.left);
        if (done) break;
        mine.unread ||= value.unread;
        mine.partly ||= value.partly;
        read += value.read ?? 0;
        if (value.card) {
          const item = list.appendChild(result(value));
          if (mine.shown && !first) item.querySelector("a").focus();
          first = item;
          mine.shown++;
          added++;
        } else if (!value.read && !value.partly) {
          mine.older = ++opened >= PATIENCE && (added > 0 || mine.unread) && value.left > 0;
        }
      }
    } catch (error) {
      if (mine !== running) return;
      if (stale(error, index)) {
        index.forget("reload");
        return run(index.tries + 1);
      }
      status.textContent = told.failed;
      throw error;
    }
    tell(mine);
  }

  function tell({ shown, left, older, unread, partly }) {
    more.hidden = !left;
    const none = unread ? told.failed : left ? told.sofar : told.none;
    const rest = older ? told.older : told.unfinished;
    const said = [
      partly && told.partly,
      shown ? told.found.replace("%s", shown.toLocaleString(document.documentElement.lang)) : none,
      shown && unread && told.unread,
      left && rest,
    ];
    status.textContent = said.filter(Boolean).join(" ");
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
    const last = [...typed.matchAll(WORD)].pop();
    const whole = last && last.index + last[0].length === typed.length;
    const found = whole ? await index.suggestions(words(last[0]).pop(), lang.value).catch(() => []) : [];
    if (typed !== q.value) return;
    const options = found.map((form) => {
      const value = typed.slice(0, last.index) + form;
      const label = value.startsWith(typed) ? value : `${value} (${typed})`; // else it is not shown
      return element("option", { value, label });
    });
    document.querySelector("#_suggestions").replaceChildren(...options);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", address());
    run();
  });
  for (const choice of [lang, year]) choice.addEventListener("change", () => form.requestSubmit());
  q.addEventListener("input", suggest);
  more.addEventListener("click", async () => {
    await page(running);
    if (document.activeElement === document.body) (more.hidden ? q : more).focus();
  });
  addEventListener("popstate", () => (read(), run()));

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
