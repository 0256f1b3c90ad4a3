// Forms that people fill in: labelled fields, what is wrong with them, and one button.

import { fill, h, newId } from "./dom.js";
import { Refused } from "./errors.js";
import { busy } from "./notices.js";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const WRONG_ADDRESS = "Please enter an address such as name@example.com.";

/** A labelled field. Its `name` is what `Error.path` of the shop calls it. */
export function field(label, props, hint = null) {
  const id = newId(props.name);
  const input = h("input", { id, required: true, "aria-describedby": hint ? `${id}-hint` : null, ...props });
  return h("div", { class: "field" },
    h("label", { for: id }, label), props.type === "password" ? withEye(input, label) : input,
    hint && h("p", { class: "field-hint", id: `${id}-hint` }, hint));
}

export function emailField(value = "") {
  return field("E-mail", { name: "email", type: "email", autocomplete: "email", maxlength: 254, value });
}

/** Whose password is asked for, where nobody has to be told: password managers read it. */
export function ownerField(email) {
  return h("input", { type: "text", autocomplete: "username", value: email, readonly: true, hidden: true });
}

/** For one that exists already. */
export function passwordField(label = "Password", name = "password") {
  return field(label, { name, type: "password", autocomplete: "current-password" });
}

export function newPasswordField(label = "Password", name = "password") {
  return field(label, { name, type: "password", autocomplete: "new-password", minlength: 8 }, "At least 8 characters. A short sentence is a good one.");
}

function withEye(input, label) {
  const eye = h("button", {
    class: "eye", type: "button", "aria-pressed": "false", "aria-label": `Show: ${label}`,
    onclick: () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      eye.setAttribute("aria-pressed", String(shown));
      fill(eye, shown ? "Hide" : "Show");
    },
  }, "Show");
  return h("div", { class: "with-eye" }, input, eye);
}

/**
 * A form with fields and a button. `send(values)` gets the text of each field by its name; what it throws is shown,
 * at the field to blame if there is one. True: it is leaving this page.
 */
export function form(fields, { submit, waiting = "One moment…", send, className = "" }) {
  const problem = h("p", { class: "field-error", role: "alert", hidden: true });
  const button = h("button", { class: "button button-wide", type: "submit" }, submit);
  const refuse = (error) => {
    fill(problem, error.message);
    problem.hidden = false;
    const input = error.result?.path?.length ? element.elements.namedItem(error.result.path.at(-1)) : null;
    input?.setAttribute("aria-invalid", "true");
    input?.focus();
  };
  const element = h("form", {
    class: `form ${className}`, novalidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      problem.hidden = true;
      for (const input of inputs(element)) input.removeAttribute("aria-invalid");
      const values = Object.fromEntries(inputs(element).map((input) => [input.name, valueOf(input)]));
      busy(button, waiting, async () => {
        check(element);
        return sendWell(send, values);
      }, refuse);
    },
  }, fields, problem, button);
  return element;
}

function inputs(element) {
  return [...element.elements].filter((input) => input.name);
}

// Spaces around a password are a part of it.
function valueOf(input) {
  return input.autocomplete.includes("password") ? input.value : input.value.trim();
}

function check(element) {
  for (const input of inputs(element)) {
    const words = wrong(input, valueOf(input));
    if (words) throw new Refused(words, { path: [input.name] });
  }
}

function wrong(input, value) {
  if (!value) return `Please fill in: ${input.labels[0].textContent}.`;
  if (input.type === "email" && !(ADDRESS.test(value) && input.validity.valid)) return WRONG_ADDRESS;
  if (input.minLength > 0 && value.length < input.minLength) return `Please choose a password of at least ${input.minLength} characters.`;
  return null;
}

async function sendWell(send, values) {
  try {
    return await send(values);
  } catch (error) {
    // The only text here that the shop has a form of its own for.
    if (error.code === "BAD_USER_INPUT" && "email" in values) throw new Refused(WRONG_ADDRESS, { path: ["email"] });
    throw error;
  }
}
