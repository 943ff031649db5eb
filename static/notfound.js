// On the page for missing addresses: names the pages above the address that are there, and gives
// the search the words of its last part. Without this the page shows the ways in alone.

const path = location.pathname;
const sections = [...document.querySelectorAll("[data-home]")].filter((one) => path.startsWith(one.dataset.home));
const section = sections.sort((a, b) => b.dataset.home.length - a.dataset.home.length)[0];

if (section) {
  const home = section.dataset.home;
  const parts = path.slice(home.length).split("/").filter((part) => part);
  const bare = parts.at(-1)?.replace(/\.\w+$/, "");
  const above = parts.map((_, n) => home + parts.slice(0, n).map((part) => `${part}/`).join("")).slice(1);
  const near = [`${above.at(-1) ?? home}${bare}/`, ...above.reverse()].filter((one) => one !== path).slice(0, 5);

  const words = section.querySelector("[name=q]");
  if (words && bare) words.value = readable(bare).replace(/[-_]+/g, " ");

  const there = await Promise.all(near.map(stands));
  const found = near.filter((_, n) => there[n]);
  const box = section.querySelector("[data-near]");
  for (const address of found) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = readable(address);
    const item = document.createElement("li");
    item.append(link);
    box.querySelector("ul").append(item);
  }
  box.hidden = !found.length;
}

async function stands(address) {
  try {
    return (await fetch(address, { method: "HEAD" })).ok;
  } catch {
    return false;
  }
}

function readable(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
