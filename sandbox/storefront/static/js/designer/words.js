// The words on the poster.

import { h } from "../dom.js";
import { FACES } from "../lettering.js";
import { groupedSelect, textField, toggle } from "./fields.js";

/** The panel of texts. */
export function wordsPanel(editor) {
  return [
    h("div", { class: "group" },
      textField(editor, { path: "text.headline.text", label: "Headline", maxlength: 120 }),
      h("div", { class: "pair" },
        groupedSelect(editor, "text.headline.font", "Lettering", FACES),
        toggle(editor, "text.headline.allCaps", "In capitals"))),
    h("div", { class: "group" },
      h("div", { class: "pair pair-even" },
        textField(editor, { path: "location.city", label: "City", maxlength: 80 }),
        textField(editor, { path: "location.country", label: "Country", maxlength: 80 })),
      groupedSelect(editor, "text.city.font", "Lettering of the city", FACES),
      h("div", { class: "toggles" },
        toggle(editor, "text.city.show", "City"),
        toggle(editor, "text.country.show", "Country"),
        toggle(editor, "text.coordinates.show", "Coordinates"))),
    h("div", { class: "group" },
      textField(editor, {
        path: "text.custom.text", label: "Your own words", lines: 3, maxlength: 300,
        hint: "Names, a date, a line of a song. Up to six lines.",
      }),
      groupedSelect(editor, "text.custom.font", "Lettering of your words", FACES)),
  ];
}
