// Makes elements. Text goes in as text nodes alone, never as HTML.

import { words } from "./words.js";

/** Makes an element: make("p", { className: "hint", "aria-live": "polite" }, "text", child, ...). */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "rel") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Words for those who listen. */
export const unseen = (text) => make("span", { className: "unseen" }, text);

/** Words of anybody: they keep their own direction to themselves. */
export const own = (text) => make("bdi", {}, text);

/** A button; its label is text, an element, or a list of them. */
export const button = (label, onclick, className = "") =>
  make("button", { type: "button", className, onclick }, ...[label].flat());

export const isWeb = (address) => /^https?:\/\//i.test(address || "");

export const webLink = (text, href) =>
  make("a", { href, target: "_blank", rel: "noopener noreferrer" }, text, unseen(words.newTab));
