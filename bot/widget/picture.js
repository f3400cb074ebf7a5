// Drawings: an SVG made of plain data by an allow-list, with the same in words.

import { make } from "./make.js";
import { words } from "./words.js";

const TAGS = new Set(["svg", "g", "rect", "circle", "line", "path", "polygon", "text", "tspan"]);
const ATTRIBUTES = new Set([
  "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height",
  "d", "points", "transform", "class", "text-anchor", "dy", "dx",
]);

/** An SVG element of [tag, {attribute: text}, [child, ...]], or null where the tag is not one of ours. */
export function svg([tag, attributes, children] = []) {
  if (!TAGS.has(tag)) return null;
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (ATTRIBUTES.has(name)) element.setAttribute(name, String(value));
  }
  for (const child of children || []) {
    const drawn = Array.isArray(child) ? svg(child) : String(child);
    if (drawn !== null) element.append(drawn);
  }
  return element;
}

/** A drawing of a card: the picture for the eye, its words for the ear, and behind "In words" for everybody. */
export function picture({ title, words: lines = [], svg: data }) {
  const drawn = Array.isArray(data) && data[0] === "svg" ? svg(data) : null;
  drawn?.setAttribute("aria-hidden", "true");
  const list = () => lines.map((line) => make("li", {}, line));
  const heard = make("ul", { className: "unseen" }, ...list());
  const read = make("details", {}, make("summary", {}, words.inWords), make("ul", {}, ...list()));
  // Opened, the words are there for the ear as well: once is enough.
  read.addEventListener("toggle", () => { heard.hidden = read.open; });
  return make("figure", {}, title ? make("figcaption", {}, title) : null, drawn, heard, read);
}

/** The stairs of the guide. */
export const stairs = () => {
  const steps = [0, 1, 2, 3, 4].map((at) =>
    ["rect", { x: 8 * at, y: 25 - 6 * at, width: 7, height: 7 + 6 * at, rx: 1.5 }]);
  const drawn = svg(["svg", { viewBox: "0 0 40 32", class: "stairs" }, steps]);
  drawn.setAttribute("aria-hidden", "true");
  return drawn;
};
