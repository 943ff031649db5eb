// The articles of a tag or an author, a hundred a page: Eleventy pages either the terms or the
// articles of one, so both together are a collection made here.
const PAGE = 100;

function listings(articles, field) {
  const lists = new Map();
  for (const article of articles) {
    const { lang } = article.data;
    for (const term of article.data[field]) {
      const address = root(lang) + `/${field}/` + slug(term) + "/";
      if (!lists.has(address)) lists.set(address, { lang, term, address, articles: [] });
      lists.get(address).articles.push(article);
    }
  }
  return [...lists.values()].flatMap(pages);
}

function pages(list) {
  const total = Math.ceil(list.articles.length / PAGE);
  return Array.from({ length: total }, (_, at) => ({
    ...list,
    number: at + 1,
    total,
    articles: list.articles.slice(at * PAGE, (at + 1) * PAGE),
  }));
}

// The default language at the root.
function root(lang) {
  return lang === "en" ? "" : `/${lang}`;
}

const slugs = new Map();
let slugify;

function slug(term) {
  if (!slugs.has(term)) slugs.set(term, slugify(term));
  return slugs.get(term);
}

const LONG = new Map(
  ["en", "ru", "kk"].map((lang) => [
    lang,
    new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "Asia/Almaty" }),
  ])
);
const DAY = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Almaty" });

module.exports = function (config) {
  slugify = config.getFilter("slugify");
  const newest = (api) => api.getFilteredByGlob("articles/**/*.md").reverse();
  const fields = ["tags", "authors"];
  config.addCollection("articles", newest);
  config.addCollection("listings", (api) =>
    fields.flatMap((field) => listings(newest(api), field))
  );
  config.addCollection("indexes", (api) =>
    fields.flatMap((field) => {
      const firsts = listings(newest(api), field).filter((page) => page.number === 1);
      return ["en", "ru", "kk"].map((lang) => ({
        lang,
        field,
        address: root(lang) + `/${field}/`,
        terms: firsts
          .filter((page) => page.lang === lang)
          .sort((one, other) => one.term.localeCompare(other.term, lang)),
      }));
    })
  );

  config.addFilter("listing", (term, lang, field) => root(lang) + `/${field}/` + slug(term) + "/");
  config.addFilter("long", (date, lang) => LONG.get(lang).format(date));
  config.addFilter("day", (date) => DAY.format(date));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("short", (html) => {
    const text = html.replace(/<[^>]*>/g, "");
    return text.length > 200 ? text.slice(0, 200) + "…" : text;
  });

  config.addPassthroughCopy("style.css");
  return {
    dir: { input: ".", output: "public", includes: "layouts" },
    // Articles hold no template code.
    markdownTemplateEngine: false,
  };
};
