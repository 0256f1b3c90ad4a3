// A design document is never changed in place: an edit gives a new one, so drafts and undo are plain values.

/** The value at a dotted path (`text.headline.text`). */
export function get(document, path) {
  return path.split(".").reduce((part, step) => part?.[step], document);
}

/** A copy of the document with the value at a dotted path. */
export function set(document, path, value) {
  const [step, ...rest] = path.split(".");
  const inner = rest.length ? set(document?.[step] ?? {}, rest.join("."), value) : value;
  return { ...document, [step]: inner };
}

/** A copy that wears a palette, its own paper and ink with it. */
export function wear(document, palette) {
  let worn = set(document, "style.mapStyle", palette);
  worn = set(worn, "style.background.useCustom", false);
  return set(worn, "style.fontColor.useCustom", false);
}

/** What the poster says, for people who cannot see it. */
export function describe(document) {
  const headline = get(document, "text.headline.text");
  const place = [get(document, "location.city"), get(document, "location.country")].filter(Boolean).join(", ");
  return `Your poster: a map of ${place || "a place"}${headline ? ` under the words “${headline}”` : ""}`;
}
