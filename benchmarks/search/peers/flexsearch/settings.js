// The best of those tried on the dev half of help350: whole pages before sections, LatinAdvanced before the other
// encoders, and hits in the text (which begins with the title) before hits in the title alone.
export const settings = (Charset) => ({
  tokenize: "forward",
  encoder: Charset.LatinAdvanced,
  document: { id: "id", index: ["text", "title"], store: ["title"] },
});
export const search = { limit: 30, suggest: true, enrich: true };
