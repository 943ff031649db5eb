// Answers queries by the site's own search.js, whose copy is beside this file: each line of the
// input is `{"q": …, "lang": …}`, each of the output the first ten addresses and what it took.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Index, parsed, results, Spelling, words } from "./search.mjs";

const [site] = process.argv.slice(2);

// As much of a browser's parser as a page's text takes.
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'" };
globalThis.DOMParser = class {
  parseFromString(html) {
    const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
    const textContent = main.replace(/<[^>]*>/g, " ").replace(/&(#?\w+);/g, (_, name) => SIGNS[name]);
    return { querySelector: () => ({ textContent }) };
  }
};

function opened() {
  const took = { requests: 0, bytes: 0 };
  const load = async (name) => {
    const content = await readFile(decodeURI(site + name) + (name.endsWith("/") ? "index.html" : ""));
    took.requests++;
    took.bytes += content.length;
    return new Response(content);
  };
  return { took, index: new Index("/", load) };
}

async function found(query) {
  const { took, index } = opened();
  const addresses = [];
  for await (const { card } of results(index, parsed(query))) {
    if (card) addresses.push(decodeURI(card[0]));
    if (addresses.length === 10) break;
  }
  return { addresses, ...took };
}

async function spelt({ text }) {
  const { letters, bare } = JSON.parse(await readFile(site + "/search/segments.json"));
  const spelling = new Spelling({ letters, bare });
  return words(text).map((word) => [word, spelling.skeleton(word), spelling.drawer(word, 64)]);
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  console.log(JSON.stringify(await (asked.text === undefined ? found(asked) : spelt(asked))));
}
