// Form fields that know their place in the document, and show what the shop says about it.

import { fill, h, newId, unseen } from "../dom.js";
import { get } from "./document.js";

/** A labelled text field at `path`; `lines` makes it a text area. */
export function textField(editor, { path, label, hint = null, maxlength, lines = 0 }) {
  const id = newId("field");
  const props = {
    id, maxlength, value: get(editor.document, path) ?? "", autocomplete: "off", "data-path": path,
    oninput: (event) => editor.set(path, event.target.value),
  };
  const input = lines ? h("textarea", { ...props, rows: lines }) : h("input", { ...props, type: "text" });
  const error = h("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const note = hint && h("p", { class: "field-hint", id: `${id}-hint` }, hint);
  const described = [note && `${id}-hint`, `${id}-error`].filter(Boolean).join(" ");
  input.setAttribute("aria-describedby", described);
  editor.addEventListener("problems", () => {
    const problem = editor.problems.find((each) => each.path === path);
    error.hidden = !problem;
    fill(error, problem ? sentence(problem.message) : "");
    if (problem) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  });
  return h("div", { class: "field" }, h("label", { for: id }, label), input, note, error);
}

/** "must have at most 3 lines" → "This must have at most 3 lines." */
export function sentence(message) {
  return /^[a-z]/.test(message) ? `This ${message}.` : message;
}

/** A checkbox at `path`. */
export function toggle(editor, path, label) {
  const input = h("input", {
    type: "checkbox", checked: Boolean(get(editor.document, path)),
    onchange: (event) => editor.set(path, event.target.checked),
  });
  return h("label", { class: "toggle" }, input, h("span", {}, label));
}

/** A select of grouped choices at `path`: [[group, [[value, label], …]], …]. */
export function groupedSelect(editor, path, label, groups) {
  const id = newId("select");
  const current = get(editor.document, path);
  const known = groups.some(([, choices]) => choices.some(([value]) => value === current));
  const option = ([value, text]) => h("option", { value, selected: value === current }, text);
  const select = h(
    "select", { id, onchange: (event) => editor.set(path, event.target.value) },
    known ? [] : option([current, "As in the template"]),
    groups.map(([name, choices]) => h("optgroup", { label: name }, choices.map(option))),
  );
  return h("div", { class: "field" }, h("label", { for: id }, label), select);
}

/**
 * Radio buttons that look like tiles: one of `choices` ({value, label, face, note}).
 * `face` is what is seen instead of the label, which then is for screen readers and the tooltip.
 */
export function tiles({ legend, choices, value, onchange, className = "" }) {
  const name = newId("tiles");
  const tile = (choice) =>
    h("label", { class: "tile", title: choice.face ? choice.label : null, hidden: choice.hidden ?? false },
      h("input", {
        type: "radio", name, value: choice.value, checked: choice.value === value,
        onchange: () => onchange(choice.value),
      }),
      h("span", { class: "tile-face" },
        choice.face ? [choice.face, unseen(choice.label)] : h("span", { class: "tile-label" }, choice.label),
        choice.note && h("span", { class: "tile-note" }, choice.note)));
  return h("fieldset", { class: `tiles ${className}` }, h("legend", {}, legend), h("div", { class: "tile-row" }, choices.map(tile)));
}
