// What the map shows: how near, how far panned, what is drawn, and the pin.

import { h, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { get, set } from "./document.js";
import { tiles, toggle } from "./fields.js";

const NEAREST = 16;
const FARTHEST = 11;
const FARTHEST_PAN = 360; // base units, a poster is 1200 wide
const STEP = 60;
const PINS = [["none", "No pin"], ["basic", "Pin"], ["fave", "Star"], ["lolli", "Needle"], ["heart", "Heart"], ["home", "Home"]];
const PIN_COLORS = [
  ["#ff6b6b", "Coral"], ["#c0392b", "Red"], ["#f2c14e", "Gold"], ["#2e8b6f", "Green"], ["#2d6cdf", "Blue"],
  ["#111111", "Black"], ["#ffffff", "White"],
];

/** The panel of the map. */
export function mapPanel(editor) {
  return [
    h("div", { class: "group map-tools" }, zoom(editor), pan(editor)),
    h("div", { class: "group" },
      h("p", { class: "group-title" }, "On the map"),
      h("div", { class: "toggles" },
        toggle(editor, "style.features.buildings", "Buildings"), toggle(editor, "style.features.parks", "Parks"),
        toggle(editor, "style.features.water", "Water"), toggle(editor, "style.features.labels", "Street names"))),
    h("div", { class: "group" }, pin(editor)),
  ];
}

function zoom(editor) {
  const level = h("output", { class: "zoom-level" });
  const nearer = mapButton("Closer", ICONS.plus, () => by(0.4));
  const farther = mapButton("Farther away", ICONS.minus, () => by(-0.4));
  const value = () => get(editor.document, "location.zoom") ?? 13;
  const by = (step) => {
    editor.set("location.zoom", Math.round(Math.min(NEAREST, Math.max(FARTHEST, value() + step)) * 10) / 10);
    refresh();
  };
  const refresh = () => {
    level.value = `${Math.round(((value() - FARTHEST) / (NEAREST - FARTHEST)) * 100)} %`;
    nearer.disabled = value() >= NEAREST;
    farther.disabled = value() <= FARTHEST;
  };
  refresh();
  return h("div", { role: "group", "aria-label": "Zoom" },
    h("p", { class: "group-title" }, "Zoom"), h("div", { class: "zoom" }, farther, level, nearer));
}

function pan(editor) {
  const buttons = [
    ["up", "Look further north", "location.mapOffsetY", -STEP], ["left", "Look further west", "location.mapOffsetX", -STEP],
    ["center", "Back to the middle", null, 0], ["right", "Look further east", "location.mapOffsetX", STEP],
    ["down", "Look further south", "location.mapOffsetY", STEP],
  ].map(([name, label, path, step]) => {
    const button = mapButton(label, ICONS[name], () => { path ? move(path, step) : center(); refresh(); });
    button.classList.add(`pan-${name}`);
    return { button, path, step };
  });
  const at = (path) => get(editor.document, path) ?? 0;
  const move = (path, step) => editor.set(path, Math.min(FARTHEST_PAN, Math.max(-FARTHEST_PAN, at(path) + step)));
  const center = () => editor.edit((document) => set(set(document, "location.mapOffsetX", 0), "location.mapOffsetY", 0));
  const refresh = () => {
    for (const { button, path, step } of buttons) {
      button.disabled = path ? at(path) * Math.sign(step) >= FARTHEST_PAN : !at("location.mapOffsetX") && !at("location.mapOffsetY");
    }
  };
  refresh();
  return h("div", { role: "group", "aria-label": "Move the map" },
    h("p", { class: "group-title" }, "Move"), h("div", { class: "pan" }, buttons.map(({ button }) => button)));
}

function mapButton(label, path, onclick) {
  return h("button", { class: "icon-button", type: "button", "aria-label": label, title: label, onclick }, icon(path));
}

function pin(editor) {
  const shown = get(editor.document, "style.pin.show");
  const colors = tiles({
    legend: "Colour of the pin", className: "tiles-dots", value: (get(editor.document, "style.pin.color") ?? "").toLowerCase(),
    choices: PIN_COLORS.map(([value, label]) => ({ value, label, face: h("span", { class: "dot", style: { "--dot": value } }) })),
    onchange: (value) => editor.set("style.pin.color", value),
  });
  colors.hidden = !shown;
  const styles = tiles({
    legend: "Pin", className: "tiles-icons", value: shown ? get(editor.document, "style.pin.style") : "none",
    choices: PINS.map(([value, label]) => ({ value, label, face: value === "none" ? h("span", { class: "none" }, "None") : icon(ICONS[value], 26) })),
    onchange: (value) => {
      colors.hidden = value === "none";
      editor.edit((document) => {
        const next = set(document, "style.pin.show", value !== "none");
        return value === "none" ? next : set(next, "style.pin.style", value);
      });
    },
  });
  return [styles, colors];
}
