// The designer: the poster on its wall, and beside it everything that can be changed.

import { products, template } from "../catalog.js";
import { buyBar } from "../designer/buy.js";
import { Editor } from "../designer/editor.js";
import { formatPanel } from "../designer/format.js";
import { looksPanel } from "../designer/looks.js";
import { mapPanel } from "../designer/map.js";
import { previewFigure } from "../designer/preview.js";
import { wordsPanel } from "../designer/words.js";
import { fill, h, newId } from "../dom.js";
import { plainPage } from "../notices.js";
import { draft, keepDraft } from "../storage.js";

export const title = "Design your poster";

const PANELS = [["Words", wordsPanel], ["Look", looksPanel], ["Map", mapPanel], ["Format", formatPanel]];

export async function render(main, { signal, parameters: [slug] }) {
  const [chosen, range] = await Promise.all([template(slug), products()]);
  if (signal.aborted) return;
  if (!chosen || !range.length) {
    const back = h("a", { class: "button", href: "/#templates" }, "See all templates");
    fill(main, plainPage("This template is gone", "But there are others.", back));
    return;
  }
  show(main, new Editor(chosen, range, draft(slug)), signal);
}

function show(main, editor, signal) {
  const tabs = tabbed(editor);
  const refused = (problems) => {
    editor.tell(problems);
    tabs.open(0);
    document.querySelector("[aria-invalid=true]")?.focus();
  };
  const afresh = () => {
    keepDraft(editor.template.slug, null);
    show(main, new Editor(editor.template, editor.products, null), signal);
  };
  fill(
    main,
    h("div", { class: "designer" },
      previewFigure(editor, signal),
      h("section", { class: "desk", "aria-label": "Change your poster" },
        h("header", { class: "desk-head" },
          h("h1", {}, editor.template.name),
          h("button", { class: "text-link", type: "button", onclick: afresh }, "Start over")),
        tabs.element,
        buyBar(editor, refused))),
  );
}

function tabbed(editor) {
  const group = newId("tab");
  const tabs = PANELS.map(([name], i) =>
    h("button", {
      type: "button", role: "tab", id: `${group}-${i}`, "aria-controls": `${group}-panel-${i}`,
      onclick: () => turn(i), onkeydown: (event) => onKey(event, i),
    }, name));
  const panels = PANELS.map(([, build], i) =>
    h("div", { class: "panel", role: "tabpanel", id: `${group}-panel-${i}`, "aria-labelledby": `${group}-${i}` }, build(editor)));
  const open = (chosen) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === chosen));
      tab.tabIndex = i === chosen ? 0 : -1;
      panels[i].hidden = i !== chosen;
    });
  };
  const turn = (chosen) => {
    open(chosen);
    showTop(element);
  };
  const onKey = (event, i) => {
    const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    turn(next);
    tabs[next].focus({ preventScroll: true });
  };
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": "What to change" }, tabs);
  const element = h("div", { class: "desk-body" }, list, panels);
  open(0);
  return { element, open: turn };
}

// A new panel is read from its top: it scrolls by itself on wide screens, under the poster on narrow ones.
function showTop(body) {
  body.scrollTop = 0;
  if (matchMedia("(min-width: 64rem)").matches) return;
  const hidden = document.querySelector(".wall").getBoundingClientRect().bottom - body.getBoundingClientRect().top;
  if (hidden > 0) scrollBy({ top: -hidden });
}
