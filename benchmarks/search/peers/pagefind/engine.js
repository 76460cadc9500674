let loading;
const load = async () => {
  const pagefind = await import("./pagefind/pagefind.js");
  await pagefind.options({ baseUrl: "/" });
  return pagefind;
};

export const ask = async (query) => {
  const pagefind = await (loading ??= load());
  const { results } = await pagefind.search(query);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return shown.map(({ raw_url: address, meta, excerpt }) => ({ address, title: meta.title, excerpt: async () => excerpt }));
};
