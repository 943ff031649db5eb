// On the page for missing addresses: show existing pages near the address, and put the words of its
// last part into the search field. Without this script, the page shows only the navigation.

const NEAREST = 3; // articles shown, at most
const ALIKE = 0.4; // the required similarity of names; 1 is equality

const path = location.pathname;
const every = [...document.querySelectorAll("[data-home]")];
const root = every.map((one) => one.dataset.home).sort((a, b) => a.length - b.length)[0];
const sections = every.filter((one) => path.startsWith(one.dataset.home));
const section = sections.sort((a, b) => b.dataset.home.length - a.dataset.home.length)[0];

if (section) {
  const home = section.dataset.home;
  const words = section.querySelector("[name=q]");
  if (words && path !== home) words.value = name(path).replace(/[-_]+/g, " ");

  const [, year, month] = /^(\d{4})\/(?:(\d\d)\/)?./.exec(path.slice(home.length)) ?? [];
  const found = (month && (await ofMonth(home, year, month))) || (await there(year ? `${home}${year}/` : above(home)));
  const box = section.querySelector("[data-near]");
  for (const address of found.filter((one) => one !== path)) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = readable(address);
    const item = document.createElement("li");
    item.append(link);
    box.querySelector("ul").append(item);
    box.hidden = false;
  }
}

// From the sitemap of the month, if it exists: the articles with the most similar names, the month and
// the year.
async function ofMonth(home, year, month) {
  const text = await (await asked(`${root}sitemap/${year}-${month}.xml`))?.text();
  const urls = [...new DOMParser().parseFromString(text ?? "", "text/xml").querySelectorAll("loc")];
  const own = urls.map((one) => new URL(one.textContent).pathname).filter((one) => one.startsWith(`${home}${year}/`));
  const ranked = own.map((one) => [likeness(name(one), name(path)), one]).filter(([alike]) => alike >= ALIKE);
  const nearest = ranked.sort((a, b) => b[0] - a[0]).slice(0, NEAREST).map(([, one]) => one);
  return own.length && [...nearest, `${home}${year}/${month}/`, `${home}${year}/`];
}

// The page that an address without a page ending may mean, or the page that would contain it.
function above(home) {
  const parts = path.slice(home.length).split("/").filter((part) => part);
  const named = path.endsWith("/") ? [] : [parts.at(-1)?.replace(/\.\w+$/, "")];
  return home + [...parts.slice(0, -1), ...named].map((part) => `${part}/`).join("");
}

async function there(address) {
  return address !== root && (await asked(address, "HEAD")) ? [address] : [];
}

async function asked(address, method = "GET") {
  const answer = await fetch(address, { method }).catch(() => undefined);
  return answer?.ok ? answer : undefined;
}

// The last part of an address, without its ending.
function name(address) {
  const last = address.split("/").filter((part) => part).at(-1) ?? "";
  return readable(last).replace(/\.\w+$/, "");
}

// The proportion of letter pairs that two names share.
function likeness(...names) {
  const [these, those] = names.map((one) => new Set(Array.from(one, (_, n) => one.slice(n, n + 2))));
  return (2 * [...these].filter((pair) => those.has(pair)).length) / (these.size + those.size);
}

function readable(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
