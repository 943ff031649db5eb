// Search in the browser; docs/search.md describes the index.

const FORMAT = 2; // the version of the index
const RESULTS = 10; // shown at a time
const FIRST = 4; // segments opened together at first; the others up to PATIENCE follow together
const PATIENCE = 12; // segments, after which a reader with results is asked whether to go on
const ENOUGH = 500_000; // characters of the index (a third compressed), after which, too
const READ = 40; // pages read for a phrase, after which, too
const MOST = 32; // words of a query
const PAIRED = 6; // words of a query in which two can be one word: `нур султан`
const TRIES = 2; // restarts after a new publication
const ANOTHER_SPELLING = 0.4; // the weight of a match by another spelling
const EXACT = 2; // the weight of the form as typed
const WEIGHTS = [1, 1.4, 1.8, 5]; // once, twice, often, in the title

// --- words: as in rules/tokens.py

const LONGEST = 48;
const CHUNK = /[\p{L}\p{N}]+(?:['’‘`′.‐–-][\p{L}\p{N}]+)*/gu;
const UNSEEN =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2120\u2122\ufe00-\ufe0f\ufeff]/g;
const SMALL = /[²³¹¼-¾\u2070-\u2079\u2150-\u215e]/; // RAISED is slow
const RAISED =
  /(?<=(?:(?![\p{Nd}²³¹¼-¾\u2070-\u2089\u2150-\u218b])[\p{L}\p{N}]){3})[²³¹\u2070-\u2079]+|(?<=[0-9])[²³¹¼-¾\u2070-\u2079\u2150-\u215e]+/gu;
const MARK = /[\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306/g;
const GROUPED = /(?<![0-9.,])[1-9][0-9]{0,2}(?:[ ,][0-9]{3}(?![0-9]))+/g;
const DECIMAL = /(?<![0-9,])([0-9]+),([0-9]{1,3})(?![0-9]|,[0-9])/g;
const INITIALS = /(?<![\p{L}\p{N}])[a-z](?:\.[a-z])+(?![\p{L}\p{N}])/gu;
const APOSTROPHES = /['’‘`′](?:s$)?/g;
const ELIDED = /^(?:[cdjlmnst]|qu|un|all|dall|dell|nell|sull|[дл])['’‘`′](?=[aeiouyhœæаеиоуэюя])/;
const DATE = /^[0-9]{1,2}\.[0-9]{1,2}\.([0-9]{4})$/;
const LATIN = "aceikmoptxyhəɵ", CYRILLIC = "асеікмортхуһәө";
const MIXED = /[a-zəɵ][\u0400-\u04ff]|[\u0400-\u04ff][a-zəɵ]/;

const isLatin = (word) => /[a-z]/.test(word);

function speller(table) {
  const known = new RegExp(`[${Object.keys(table).join("")}]`, "g");
  return (word) => word.replace(known, (letter) => table[letter]);
}

function folded(text) {
  const seen = text.replace(UNSEEN, "").replaceAll("№", " ").replace(/[\u00b4\u02b9-\u02bc]/g, "'");
  const apart = SMALL.test(seen) ? seen.replace(RAISED, " $&") : seen;
  const plain = apart.normalize("NFKD").toLowerCase();
  return plain.replace(MARK, "").normalize("NFC");
}

function oneScript(word) {
  if (!MIXED.test(word)) return word;
  const cyrillic = Array.from(word, (letter) => CYRILLIC[LATIN.indexOf(letter)] ?? letter).join("");
  return isLatin(cyrillic) ? word : cyrillic;
}

// The text between spaces: its words, their spelling as one word if it is usual, and a year.
function chunk(run) {
  const written = run.split(/[‐–-]/);
  const pieces = written.map((piece) => oneScript(piece.replace(APOSTROPHES, "")));
  const parts = written.map((piece) => oneScript(piece.replace(ELIDED, "").replace(APOSTROPHES, "")));
  const [first, ...others] = pieces;
  const single = others.length === 1 && [...others[0]].length === 1;
  const joins = parts.join() !== pieces.join() || (others.length && (single || !/[0-9]/.test(first)));
  const years = parts.map((part) => DATE.exec(part)?.[1]).filter(Boolean);
  return { parts, joined: joins ? pieces.join("") : "", years };
}

function chunks(text) {
  const small = folded(text)
    .replace(GROUPED, (number) => number.replace(/[ ,]/g, ""))
    .replace(DECIMAL, "$1.$2")
    .replace(INITIALS, (letters) => letters.replaceAll(".", ""));
  return (small.match(CHUNK) ?? []).flatMap((one) => one.split(/(?<![0-9])\.|\.(?![0-9])/)).map(chunk);
}

const short = (word) => word && [...word].length <= LONGEST;

export function words(text) {
  const all = chunks(text);
  const others = all.flatMap(({ joined, years }) => [joined, ...years]);
  return [...all.flatMap(({ parts }) => parts), ...others].filter(short);
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

  // Words whose first letters sound alike are in one drawer.
  drawer(word, drawers) {
    const begun = (text, letters) => Array.from(text).slice(0, letters).join("");
    const key = word.includes("/") ? word : begun(this.skeleton(begun(word, 6)), 3);
    let total = 0;
    for (const letter of key) total = (Math.imul(total, 31) + letter.codePointAt(0)) >>> 0;
    return total % drawers;
  }
}

// Possible meanings of a word in Latin letters; `official`: the Kazakh alphabets of 2018 and 2021.
const READ_AS = [["kh", "h"], ["kh", "k"], ["w", "v"], ["ng", "n"]];

function readings({ word, official }) {
  return [...new Set([word, official, ...READ_AS.map(([typed, meant]) => official.replaceAll(typed, meant))])];
}

const SOUNDS = { "ý": "u", "ş": "sh", "ç": "ch" };
const official = (text) => text.toLowerCase().normalize("NFC").replace(/[ýşç]/g, (letter) => SOUNDS[letter]);

// Numbers in digits, all but the last of which are shifted by the radix.
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

// The stems that a word of a language may have, as in rules/endings.py.
class Endings {
  constructor({ endings, fewest, hardened, fleeting }, lang) {
    const [most, rows] = endings[lang] ?? [1, []];
    const choices = rows.map(([after, row]) => (after && `(?<=[${after}])`) + `(?:${row.replaceAll(" ", "|")})`);
    Object.assign(this, { most, rows, hardened, chained: most > 1, loose: new Map() });
    this.fleeting = new Map(Object.entries(fleeting));
    this.fewest = fewest[lang] ?? Infinity;
    this.ending = new RegExp(`(?:${choices.join("|")}){1,${most}}$`, "y");
  }

  follow(word, length) {
    this.ending.lastIndex = length;
    return length === word.length || this.ending.test(word);
  }

  // The longest first; without `stems`, all possible ones.
  *possible(word, stems = { has: () => true }) {
    for (let length = word.length; length >= Math.max(this.least(word), word.length - 14); length--) {
      const begun = word.slice(0, length);
      if (stems.has(begun) && this.follow(word, length)) yield begun;
      for (const stem of this.chained ? this.changed(begun) : []) {
        if (stems.has(stem) && this.follow(word, length)) yield stem;
      }
    }
  }

  least(word) {
    return Math.min(this.fewest, word.length);
  }

  *changed(begun) {
    const hard = this.hardened[begun.slice(-1)];
    if (hard) yield begun.slice(0, -1) + hard;
    if (this.fleeting.has(begun)) yield this.fleeting.get(begun);
    if (/..[аәеёиоөуұүыіэюя][нс]$/.test(begun)) yield begun.slice(0, -1);
  }

  // The longest of the keys that are stems of a word in a simpler spelling.
  guess(key, keys, simple) {
    if (!this.loose.has(simple)) {
      const all = this.rows.flatMap(([, row]) => row.split(" ")).map(simple).filter(Boolean);
      this.loose.set(simple, new RegExp(`^(?:${[...new Set(all)].join("|")}){1,${this.most}}$`));
    }
    const ending = this.loose.get(simple);
    for (let length = key.length; length > 2; length--) {
      const begun = key.slice(0, length);
      if (keys.has(begun) && (length === key.length || ending.test(key.slice(length)))) return begun;
    }
  }
}

// --- files of the index

class Stale extends Error {} // a newer index has been published

const stale = (error, index) => error instanceof Stale && index.tries < TRIES;

const drawersOf = (articles) => 1 << (32 - Math.clz32((articles - 1) / 24));

class Drawer {
  constructor(text, endings) {
    this.endings = endings;
    const [head, names, postings, forms] = text.split("\t").map((column) => column.split("\n"));
    Object.assign(this, JSON.parse(head[0])); // articles, drawers, checks
    this.stems = new Map();
    this.odd = new Map(); // form → stem, if `guess` could choose another stem
    this.known = new Map(); // word → stem
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
    if (!this.known.has(word)) {
      const [likely] = this.odd.has(word) ? [this.odd.get(word)] : this.endings.possible(word, this.stems);
      this.known.set(word, likely);
    }
    return this.known.get(word);
  }

  // The stem of the form first, then those of other words with such a form.
  stemsOf(word) {
    const stem = this.stemOf(word);
    if (stem === undefined) return [];
    const { told } = this.stems.get(stem);
    const known = !told.length || told.some((one) => formOf(one, stem) === word);
    if (known && !this.endings.chained) return [stem];
    return [...new Set([stem, ...this.endings.possible(word, this.stems)])];
  }

  // The stems of a word in a spelling, and the number of its letters after the stem.
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
    const begun = this.endings.guess(key, stems, simple);
    const beyond = odd.has(key) ? 0 : key.length - (begun?.length ?? 0);
    return { found: [...(odd.get(key) ?? []), ...(stems.get(begun) ?? [])], beyond };
  }

  // [number of the article, weight, whether it has a matching form, or its forms are not given].
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
    this.read = 0; // letters
    this.forget("no-cache");
  }

  // `reload` ignores caches: some hosts distinguish files only by the second of their change.
  forget(cache) {
    this.cache = cache;
    this.files = new Map();
  }

  async open() {
    const { segments, ...tables } = await this.file("search/segments.json", (answer) => answer.json());
    if (tables.format !== FORMAT) throw new Stale("format");
    this.spelling ??= new Spelling(tables);
    this.endings ??= new Map();
    for (const [lang] of segments) {
      if (!this.endings.has(lang)) this.endings.set(lang, new Endings(tables.stems, lang.split("-")[0]));
    }
    return segments.map(([lang, period, articles]) => ({ lang, period, articles }));
  }

  async get(name) {
    const answer = await this.load(this.base + name, { cache: this.cache });
    if (!answer.ok) throw new (answer.status === 404 ? Stale : Error)(name);
    return answer;
  }

  // A file that could not be read can be requested again.
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
      const text = await new Response(whole).text();
      this.read += text.length;
      return parse(text);
    });
  }

  async drawer(segment, word) {
    const drawers = drawersOf(segment.articles);
    const number = this.spelling.drawer(word, drawers);
    const drawer = await this.part(segment, `words-${number}`, (text) => new Drawer(text, this.endings.get(segment.lang)));
    if (drawer.articles !== segment.articles) throw new Stale(segment.period);
    return drawer;
  }

  async card(segment, number, checks) {
    const block = Math.floor(number / 8);
    const found = await this.part(segment, `articles-${block}`, JSON.parse);
    if (found.check !== checks.slice(4 * block, 4 * block + 4)) throw new Stale(segment.period);
    return found.articles[number % 8];
  }

  // Stem → its drawer, the weight of a match, the forms that equal the typed one.
  async meant(segment, asked, loosely) {
    const { word } = asked;
    const { bare, skeleton } = this.spelling;
    const own = await this.drawer(segment, word);
    const [stem, ...others] = own.stemsOf(word);
    const meant = new Map();
    const take = (drawer, stems, fits, factor = ANOTHER_SPELLING) => {
      for (const one of stems) if (!meant.has(one)) meant.set(one, { drawer, factor, fits });
    };
    const like = (simple, typed) => {
      const key = simple(typed);
      return (form) => simple(form) === key;
    };
    if (stem !== undefined) take(own, [stem, ...others], (form) => form === word, 1);
    else for (const [drawer, one] of await this.elsewhere(segment, word, own)) take(drawer, [one], () => false, 1);
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
      take(own, [...own.stems.keys()].filter(longer), like(simple, word));
    }
    return meant;
  }

  // Stems that are so short, or so different, that they are in another drawer than their word.
  async elsewhere(segment, word, own) {
    const { chained } = this.endings.get(segment.lang);
    const all = chained ? [...own.endings.possible(word)] : [];
    const found = await Promise.all(all.map(async (stem) => [await this.drawer(segment, stem), stem]));
    return found.filter(([drawer, stem]) => drawer !== own && drawer.stems.has(stem));
  }

  // The meanings of a word, and article → weight of the word in it.
  async standing(segment, asked, loosely) {
    const meant = await this.meant(segment, asked, loosely);
    const scores = new Map();
    for (const [stem, { drawer, factor, fits }] of meant) {
      for (const [number, weight, exact] of drawer.postings(stem, fits)) {
        if (asked.quoted && !exact) continue;
        const score = WEIGHTS[weight] * (exact ? EXACT : 1) * factor;
        scores.set(number, Math.max(scores.get(number) ?? 0, score));
      }
    }
    if (loosely && !meant.size) return this.split(segment, asked);
    return { meant: [meant], scores };
  }

  // A word that no article has, as two words: `нурсултан` finds `нур султан`.
  async split(segment, { word }) {
    const own = await this.drawer(segment, word);
    for (let cut = 3; cut <= word.length - 3; cut++) {
      const halves = [word.slice(0, cut), word.slice(cut)];
      if (!own.stems.has(halves[0]) && !own.odd.has(halves[0])) continue;
      const [one, other] = await Promise.all(halves.map((half) => this.standing(segment, { word: half, official: half })));
      const scores = new Map([...one.scores].filter(([number]) => other.scores.has(number)));
      if (scores.size) return { meant: [...one.meant, ...other.meant], scores };
    }
    return { meant: [], scores: new Map() };
  }

  // The articles of a segment, with the weight of each word of a query; only those of its topic, and
  // without those that contain an excluded word.
  async matches(segment, query, loosely) {
    const standing = (asked, loosely) => this.standing(segment, asked, loosely);
    const [words, joins, without] = await Promise.all([
      Promise.all(query.words.map((asked) => standing(asked, loosely))),
      Promise.all(query.joins.map((asked) => standing(asked))),
      Promise.all(query.without.map((all) => Promise.all(all.map((asked) => standing(asked))))),
    ]);
    for (const [n, { scores }] of joins.entries()) {
      for (const [number, score] of scores) {
        for (const place of query.joins[n].covers) {
          words[place].scores.set(number, Math.max(words[place].scores.get(number) ?? 0, score));
        }
      }
    }
    const found = new Map(); // number → the score of each word
    for (const [n, { scores }] of words.entries()) {
      for (const [number, score] of scores) {
        if (!found.has(number)) found.set(number, Array(words.length).fill(0));
        found.get(number)[n] = score;
      }
    }
    for (const [first, ...others] of without) {
      for (const number of first.scores.keys()) {
        if (others.every(({ scores }) => scores.has(number))) found.delete(number);
      }
    }
    const meant = [...words, ...joins].flatMap((one) => one.meant);
    const drawers = [...meant, ...without.flat().flatMap((one) => one.meant)]
      .flatMap((one) => [...one.values()].map(({ drawer }) => drawer));
    if (query.topic) {
      const drawer = await this.drawer(segment, query.topic);
      drawers.push(drawer);
      const about = new Set(Array.from(drawer.postings(query.topic), ([number]) => number));
      for (const number of found.keys()) if (!about.has(number)) found.delete(number);
      if (!query.words.length) for (const number of about) found.set(number, []);
    }
    const checks = drawers[0]?.checks ?? "";
    if (drawers.some((drawer) => drawer.checks !== checks)) throw new Stale(segment.period);
    return { segment, meant, checks, found, amounts: words.map(({ scores }) => scores.size) };
  }

  // Whether the page of an article contains every phrase, and no excluded one.
  async holds(card, { phrases, unwanted }) {
    const page = await (await this.get(card[0].slice(1))).text();
    const text = new Phrase(textOf(page));
    const { bare, skeleton } = this.spelling;
    const coarse = (word) => skeleton(word).replace(/k?h/g, "k");
    const stands = (phrase) => {
      const typed = phrase.parts.every((word) => bare(word) === word) ? bare : (word) => word;
      return text.has(phrase, phrase.parts.some(isLatin) ? coarse : typed);
    };
    return phrases.every(stands) && !unwanted.some(stands);
  }

  // Forms that begin with a word.
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

// The words of a text in order, with and without the hyphens between them.
class Phrase {
  constructor(text) {
    const all = chunks(text);
    this.parts = all.flatMap(({ parts }) => parts);
    this.joined = all.flatMap(({ parts, joined }) => (joined ? [joined] : parts));
  }

  has(phrase, simple) {
    const row = (all) => ` ${all.map(simple).join(" ")} `;
    return ["parts", "joined"].some((kind) => row(this[kind]).includes(row(phrase[kind])));
  }
}

const QUOTED = /["“«„]([^"”»“]+)["”»“]/g;
const UNWANTED = /(?<!\S)[-–−](?:["“«„]([^"”»“]+)["”»“]|(?=\p{L})(\S+))/gu;

// What an article must contain: words, and spellings as one word that replace some of them. Joined
// letters and numbers, `F-16`, are one word, unless they are taken `apart`.
function wanted(text, quoted, apart) {
  const sounded = chunks(official(text)), all = new Map(), joins = [];
  const place = (word, official = word) => {
    if (!all.has(word)) all.set(word, { word, official, quoted: quoted.has(word) });
    return [...all.keys()].indexOf(word);
  };
  const join = (word, official, covers) => joins.push({ word, official, covers, quoted: quoted.has(word) });
  const every = chunks(text).map(({ parts, joined }, n) => {
    const { parts: alike = [], joined: like = joined } = sounded[n] ?? {};
    const mixed = apart && parts.length === 1 && /^(\p{L}+)([0-9].*)$/u.exec(parts[0]);
    if (joined && !apart && /[0-9]/.test(joined)) return place(joined, like), [];
    const covers = (mixed ? mixed.slice(1) : parts).filter(short).map((word, m) => place(word, mixed ? word : alike[m]));
    if (mixed || short(joined)) join(joined || parts[0], like || parts[0], covers);
    return joined || covers.length > 1 ? [] : covers;
  });
  const listed = [...all.values()];
  for (const [n, [place]] of every.slice(0, PAIRED).entries()) {
    const [one, other] = [listed[place], listed[every[n + 1]?.[0]]];
    if (!one || !other || !paired(one.word, other.word)) continue;
    join(one.word + other.word, one.official + other.official, [place, every[n + 1][0]]);
  }
  return { words: listed.slice(0, MOST), joins: joins.filter(({ covers }) => covers.every((one) => one < MOST)) };
}

// Whether two words can be parts of one word: of a name, `нур султан`, or a model, `f 16`.
function paired(one, other) {
  const numbers = [one, other].map((word) => /[0-9]/.test(word));
  return !numbers[0] && (one.length > 2 || numbers[1] || (one.length === 1 && isLatin(one)));
}

export function parsed({ q = "", lang = "", year = "", topic = "" }) {
  const unwanted = [], without = [];
  const text = q.replace(UNWANTED, (_, phrase, word) => {
    if (phrase) unwanted.push(new Phrase(phrase));
    else for (const { parts, joined } of chunks(word)) without.push((joined ? [joined] : parts).map((one) => ({ word: one, official: one })));
    return " ";
  });
  const phrases = Array.from(text.matchAll(QUOTED), ([, inner]) => new Phrase(inner)).filter(({ parts }) => parts.length);
  const quoted = new Set(phrases.flatMap(({ parts, joined }) => [...parts, ...joined]));
  const apart = { ...wanted(text, quoted, true), without, phrases, unwanted, topic, lang, year };
  return { ...apart, ...wanted(text, quoted), apart };
}

// Results, the best first among the open segments, each with the number that may follow. Older
// segments are opened, a few at a time, until they cannot contain better results, or enough are open.
// Without results, words are matched more loosely; then, some of the words suffice.
export async function* results(index, query) {
  if (!query.words.length && !query.topic) return;
  const every = await index.open();
  const wanted = every.filter(
    ({ lang, period }) => (!query.lang || lang === query.lang) && period.startsWith(query.year),
  );
  let some = false, most = 0;
  async function* round(query, loosely, enough = query.words.length) {
    const reading = !!(query.phrases.length || query.unwanted.length);
    const pool = new Pool(query.words.length, enough), rest = [...wanted];
    let opened = 0, before = index.read;
    const patient = () => opened < PATIENCE && index.read - before < ENOUGH;
    const left = () => rest.length + pool.ranked.length;
    do {
      while (rest.length && !pool.settled && (patient() || !pool.ranked.length)) {
        const wave = rest.splice(0, opened ? PATIENCE - FIRST : FIRST);
        const { read, unread } = await settled(index, wave.map((one) => index.matches(one, query, loosely)));
        pool.add(read);
        most = Math.max(most, pool.most);
        opened += wave.length;
        yield { left: left(), unread };
      }
      const best = pool.ranked.splice(0, RESULTS);
      const { read, unread } = await settled(index, best.map(async ({ number, found }) => {
        const card = await index.card(found.segment, number, found.checks);
        return (!reading || (await index.holds(card, query))) && { card, found };
      }));
      const cards = read.filter(Boolean);
      some ||= cards.length > 0;
      for (const [n, one] of cards.entries()) yield { ...one, loosely, left: left() + cards.length - n - 1 };
      if (unread || reading) yield { left: left(), unread, read: reading ? best.length : 0 };
      if (!pool.ranked.length) {
        opened = 0;
        before = index.read;
        if (rest.length) yield { left: left(), older: true };
      }
    } while (left());
  }
  yield* round(query, false);
  if (some || query.phrases.length) return;
  yield* round(query.apart, true);
  if (some || !most || most < query.words.length / 2) return;
  yield { partly: true };
  yield* round(query.apart, true, most);
}

// The results of promises, and whether one of them failed. Throws Stale if the index has changed.
async function settled(index, promises) {
  const all = await Promise.allSettled(promises);
  const failed = all.filter(({ status }) => status === "rejected").map(({ reason }) => reason);
  for (const reason of failed) if (stale(reason, index)) throw reason;
  const read = all.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
  return { read, unread: failed.length > 0 };
}

// The articles of all open segments, the best first: a word is rare if few of them have it.
class Pool {
  constructor(words, enough) {
    Object.assign(this, { enough, ranked: [], amounts: Array(words).fill(0), articles: 0, most: 0 });
  }

  add(segments) {
    for (const found of segments) {
      this.articles += found.segment.articles;
      for (const [n, amount] of found.amounts.entries()) this.amounts[n] += amount;
      for (const [number, scores] of [...found.found].sort(([a], [b]) => b - a)) {
        const standing = scores.filter(Boolean).length;
        this.most = Math.max(this.most, standing);
        if (standing >= this.enough) this.ranked.push({ number, found, scores });
      }
    }
    const rarities = this.amounts.map((amount) => amount && Math.log(1 + this.articles / amount));
    const total = (scores) => scores.reduce((sum, score, n) => sum + score * rarities[n], 0);
    for (const one of this.ranked) one.score = total(one.scores);
    this.best = total(rarities.map(() => WEIGHTS[3] * EXACT));
    this.ranked.sort((one, other) => other.score - one.score); // the newer first among equals
  }

  // Whether no segment that is not open can contain better results than the next ones.
  get settled() {
    return this.ranked.length >= RESULTS && this.ranked[RESULTS - 1].score >= this.best;
  }
}

const RUN = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00ad\u200b-\u200f\u2060]|['’‘`′ʼ‐‑–-](?=[\p{L}\p{N}])|(?<=[0-9])[.,](?=[0-9]))*/gu;

// The pieces of a text: [piece, whether it matches the query].
function pieces(text, found) {
  const fits = (word) => found.meant.some((stems) => [...stems].some(([stem, { drawer }]) => drawer.stemOf(word) === stem));
  const parts = [];
  let done = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    parts.push([text.slice(done, index), false]);
    done = index + run.length;
    const all = chunks(run);
    const whole = all.every(({ parts, joined }) => fits(joined) || parts.every(fits));
    const apart = !whole && all.some(({ parts }) => parts.length > 1);
    if (apart) for (const part of run.split(/([‐‑–-])/)) parts.push([part, words(part).some(fits)]);
    else parts.push([run, whole]);
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

  // All, if the address names a filter that does not exist.
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
      for (let added = 0, read = 0, first; added < RESULTS && read < READ && !mine.older; ) {
        const { value, done } = await mine.results.next();
        if (mine !== running) return;
        mine.left = done ? 0 : (value.left ?? mine.left);
        if (done) break;
        mine.unread ||= value.unread;
        mine.partly ||= value.partly;
        mine.loosely ||= value.loosely && !mine.partly;
        read += value.read ?? 0;
        if (value.card) {
          const item = list.appendChild(result(value));
          if (mine.shown && !first) item.querySelector("a").focus();
          first = item;
          mine.shown++;
          added++;
        } else {
          mine.older = value.older && (added > 0 || mine.unread);
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

  function tell({ shown, left, older, unread, partly, loosely }) {
    more.hidden = !left;
    const none = unread ? told.failed : left ? told.sofar : told.none;
    const rest = older ? told.older : told.unfinished;
    const said = [
      partly && told.partly,
      loosely && told.loosely,
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
    const last = [...typed.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].pop();
    const whole = last && last.index + last[0].length === typed.length;
    const found = whole ? await index.suggestions(words(last[0])[0] ?? "", lang.value).catch(() => []) : [];
    if (typed !== q.value) return;
    const options = found.map((form) => {
      const value = typed.slice(0, last.index) + form;
      const label = value.startsWith(typed) ? value : `${value} (${typed})`; // otherwise it is not shown
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
  // No file of the index is fetched before the reader starts to type.
  q.focus();
  form.addEventListener("input", () => index.open().then(years).catch(() => {}), { once: true });
}

const form = globalThis.document?.querySelector("form[data-search]");
if (form) start(form);
