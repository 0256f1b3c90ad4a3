// How the poster looks: its colours and the shape of the map.

import { fill, h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { FEATURED, PALETTES } from "../palettes.js";
import { get, wear } from "./document.js";
import { tiles, toggle } from "./fields.js";

const FRAMES = [["square", "Rectangle"], ["circle", "Circle"], ["heart", "Heart"], ["house", "House"]];

/** The panel of colours and shapes. */
export function looksPanel(editor) {
  const border = h("div", { class: "toggles" },
    toggle(editor, "style.frame.showBorder", "Fine border"), toggle(editor, "style.glow.enabled", "Soft glow"));
  const bordered = () => { border.hidden = get(editor.document, "style.frame.style") === "square"; };
  bordered();
  return [
    h("div", { class: "group" }, palettes(editor)),
    h("div", { class: "group" },
      tiles({
        legend: "Shape of the map", className: "tiles-icons", value: get(editor.document, "style.frame.style"),
        choices: FRAMES.map(([value, label]) => ({ value, label, face: icon(ICONS[value], 30) })),
        onchange: (value) => { editor.set("style.frame.style", value); bordered(); },
      }),
      border),
  ];
}

function palettes(editor) {
  const current = get(editor.document, "style.mapStyle");
  const name = h("span", { class: "legend-value" }, labelOf(current));
  const tucked = PALETTES.findIndex(([each]) => each === current) < FEATURED;
  const field = tiles({
    legend: ["Colours ", name], className: "tiles-palettes", value: current,
    choices: PALETTES.map((palette, i) => ({
      value: palette[0], label: palette[1], face: swatch(palette), hidden: tucked && i >= FEATURED,
    })),
    onchange: (value) => {
      editor.edit((document) => wear(document, value));
      fill(name, labelOf(value));
    },
  });
  const more = h("button", {
    class: "text-link", type: "button", hidden: !tucked,
    onclick: () => {
      const later = [...field.querySelectorAll(".tile[hidden]")];
      for (const tile of later) tile.hidden = false;
      later[0]?.querySelector("input").focus();
      more.hidden = true;
    },
  }, `${PALETTES.length - FEATURED} more colours`);
  return [field, more];
}

function labelOf(name) {
  return PALETTES.find(([each]) => each === name)?.[1] ?? name;
}

function swatch([, , paper, land, water, park, road]) {
  return h("span", {
    class: "swatch", style: { "--paper": paper, "--land": land, "--water": water, "--park": park, "--road": road },
  });
}
