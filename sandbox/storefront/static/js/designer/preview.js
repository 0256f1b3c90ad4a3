// The poster as it will be printed, drawn anew a moment after each change.

import { run } from "../api.js";
import { fill, h, httpUrl } from "../dom.js";
import { DESIGN_PREVIEW } from "../operations.js";
import { describe } from "./document.js";
import { sentence } from "./fields.js";

const PAUSE = 350; // ms without a change before the poster is drawn

/** The figure with the poster on its wall. */
export function previewFigure(editor, signal) {
  const image = h("img", { src: httpUrl(editor.template.previewUrl), alt: describe(editor.document), width: 960, height: 1280 });
  const frame = h("div", { class: "mount" }, h("span", { class: "poster" }, image));
  const notice = h("p", { class: "wall-notice", role: "status", hidden: true });
  const figure = h("figure", { class: "wall" }, frame, h("div", { class: "wall-progress", "aria-hidden": "true" }), notice);
  const hang = () => {
    figure.dataset.product = editor.product.slug;
    const wood = editor.chosenValues.map((value) => value.metadata?.hex).find((hex) => /^#[0-9a-f]{6}$/i.test(hex ?? ""));
    frame.style.setProperty("--wood", wood ?? "#1b1b1b");
  };
  hang();
  editor.addEventListener("choice", hang);
  keepDrawing(editor, { figure, image, notice }, signal);
  return figure;
}

function keepDrawing(editor, parts, signal) {
  let timer = 0;
  let current = new AbortController();
  const draw = async () => {
    current.abort();
    const mine = (current = new AbortController());
    parts.figure.setAttribute("aria-busy", "true");
    try {
      await drawOnce(editor, parts, mine.signal);
    } catch (error) {
      if (mine.signal.aborted) return;
      say(parts.notice, error.message, draw);
    }
    if (!mine.signal.aborted) parts.figure.removeAttribute("aria-busy");
  };
  editor.addEventListener("document", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  });
  editor.addEventListener("problems", () => tellUnplaced(editor, parts));
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    current.abort();
  });
  draw();
}

async function drawOnce(editor, { figure, image, notice }, signal) {
  const { document } = editor;
  const width = figure.clientWidth * Math.min(devicePixelRatio, 2) > 700 ? 960 : 480;
  const { designPreview: answer } = await run(DESIGN_PREVIEW, { document, width }, { signal });
  if (signal.aborted) return;
  if (answer.__typename !== "DesignPreview") {
    editor.tell(answer.problems ?? [{ path: "", message: answer.message }]);
    return;
  }
  const url = await loaded(answer.previewUrl);
  if (signal.aborted) return;
  notice.hidden = true;
  editor.tell([]);
  image.src = url;
  image.alt = describe(document);
  figure.dataset.hash = answer.hash;
}

function loaded(address) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image.src);
    image.onerror = () => reject(new Error("The poster could not be drawn just now. Your changes are kept."));
    image.src = httpUrl(address);
  });
}

// Problems of a field are shown there; those that no field owns, under the poster.
function tellUnplaced(editor, { figure, notice }) {
  const owned = (path) => figure.ownerDocument.querySelector(`[data-path="${CSS.escape(path)}"]`) !== null;
  const rest = editor.problems.filter((problem) => !owned(problem.path));
  if (rest.length) say(notice, rest.map((problem) => sentence(problem.message)).join(" "));
  else if (editor.problems.length) say(notice, "The poster waits for a small correction beside it.");
  else notice.hidden = true;
}

function say(notice, text, retry = null) {
  fill(notice, text, retry && [" ", h("button", { class: "text-link", type: "button", onclick: retry }, "Try again")]);
  notice.hidden = false;
}
