// Draws messages, choices and cards. Text goes in by textContent alone, never as HTML.

import { words } from "./words.js";

/** Makes an element: make("p", { className: "hint" }, "text", child, ...). */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const unseen = (text) => make("span", { className: "unseen" }, text);

const button = (label, onclick, className = "") => make("button", { type: "button", className, onclick }, label);

/** A turn of the person. It can take the focus, so that Tab goes on to the reply. */
export function yourTurn(text) {
  const bubble = make("p", { className: "bubble" }, unseen(words.you), text);
  return make("li", { className: "turn you", tabIndex: -1 }, bubble);
}

/**
 * A message of the guide.
 * acts.choose(picks, group) sends choices [{id, label}]; acts.save(action, button) saves a document.
 * Returns { item, groups }: groups are the sets of choices in it, each with settle(labels) and open().
 */
export function guideTurn(message, acts) {
  const item = make("li", { className: "turn guide" });
  const groups = [];
  if (message.text) item.append(make("p", { className: "bubble" }, unseen(words.guide), message.text));
  if (message.card) item.append(drawCard(message.card, acts, groups));
  if (message.choices?.length) {
    const draw = message.multi ? severalChoices : oneChoice;
    const group = draw(message.choices, acts);
    groups.push(group);
    item.append(group.element);
  }
  return { item, groups };
}

/** Wraps what can be pressed so that, once used, it makes way for what was chosen and a Change button. */
function settling(body, choices) {
  const note = make("span");
  const again = button("", () => {
    group.open();
    body.querySelector("button, input")?.focus();
  }, "small");
  const settled = make("p", { className: "settled", hidden: true }, note, again);
  const group = {
    element: make("div", { className: "choices" }, body, settled),
    choices,
    settle(labels) {
      const listed = labels.join(", ");
      note.textContent = listed && words.youChose(listed);
      note.hidden = !listed;
      again.replaceChildren(listed ? words.change : words.showAgain, unseen(listed && words.changeWhat(listed)));
      body.hidden = true;
      settled.hidden = false;
    },
    open() {
      body.hidden = false;
      settled.hidden = true;
    },
  };
  return group;
}

function oneChoice(choices, acts) {
  const body = make("div", { className: "options" });
  body.setAttribute("role", "group");
  body.setAttribute("aria-label", words.choices);
  const group = settling(body, choices);
  for (const choice of choices) body.append(button(choice.label, () => acts.choose([choice], group)));
  return group;
}

function severalChoices(choices, acts) {
  // A standing move cannot go along with ticked answers, so it stays a button.
  const isMove = (choice) => choice.id.startsWith("say:");
  const ticks = choices.filter((choice) => !isMove(choice)).map((choice) => tick("checkbox", choice.id, choice));
  const fields = make("fieldset", {}, make("legend", {}, words.severalHint));
  fields.append(make("div", { className: "ticks" }, ...ticks.map((one) => one.label)));
  const moves = choices.filter(isMove).map((choice) => button(choice.label, () => acts.choose([choice], group)));
  const group = tickForm(fields, ticks, choices, acts, moves);
  return group;
}

/** A form of ticks with one Continue button, sent together. */
function tickForm(fields, ticks, choices, acts, moves = []) {
  const problem = make("p", { className: "problem" });
  problem.setAttribute("role", "alert");
  const form = make("form", {}, fields, problem, make("div", { className: "actions" },
    make("button", { type: "submit", className: "main" }, words.goOn), ...moves));
  const group = settling(form, choices);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const picks = ticks.filter((one) => one.input.checked).map((one) => one.choice);
    problem.textContent = picks.length ? "" : words.tickOne;
    if (picks.length) acts.choose(picks, group);
  });
  return group;
}

function tick(type, name, choice) {
  const input = make("input", { type, name, value: choice.id, checked: Boolean(choice.chosen) });
  return { input, choice, label: make("label", { className: "tick" }, input, make("span", {}, choice.label)) };
}

// Cards

let cardCount = 0;

function drawCard(card, acts, groups) {
  const id = `card-${(cardCount += 1)}`;
  const article = make("article", { className: `card ${/^[a-z-]+$/.test(card.kind) ? card.kind : ""}` });
  article.setAttribute("aria-labelledby", id);
  article.append(make("h2", { id }, card.title));
  const lines = card.lines || [];
  if (lines.some((line) => line.options)) {
    const group = togglesForm(lines, acts);
    groups.push(group);
    article.append(group.element);
  } else if (lines.length) {
    article.append(make("ul", { className: "lines" }, ...lines.map((line) => drawLine(line, card, acts))));
  }
  if (card.sources?.length) article.append(drawSources(card.sources));
  const actions = (card.actions || []).flatMap(withOtherDocuments);
  if (actions.length) article.append(make("div", { className: "actions" }, ...actions.map((a) => drawAction(a, acts))));
  return article;
}

function drawLine(line, card, acts) {
  if (typeof line === "string") return make("li", {}, ...phones(line, card));
  const said = [make("strong", {}, line.label || ""), ...phones(line.text || "", card)];
  if (!line.action) return make("li", {}, ...said);
  const press = drawAction(line.action, acts, line.label);
  press.classList.add("small");
  return make("li", { className: "with-action" }, make("span", {}, ...said), press);
}

/** In a card of people to speak to, a telephone number can be pressed to ring it. */
function phones(text, card) {
  if (!["help", "urgent"].includes(card.kind)) return [text];
  return text.split(/(\b0\d[\d ]{7,11}\d\b|\b116 123\b|\b999\b|\b111\b)/).map((part, at) =>
    at % 2 ? make("a", { href: `tel:${part.replaceAll(" ", "")}` }, part) : part);
}

/** The practicalities: a small set of radio buttons a line, sent together. */
function togglesForm(lines, acts) {
  const all = [];
  const rows = make("ul", { className: "lines" });
  for (const line of lines) {
    if (!line.options) {
      rows.append(drawLine(line, {}, acts));
      continue;
    }
    const name = `${line.options[0].id.split(":")[0]}-${(cardCount += 1)}`;
    const ticks = line.options.map((option) => tick("radio", name, {
      ...option, told: `${line.label || line.text}: ${option.label}`,
    }));
    all.push(...ticks);
    const note = line.label && line.text ? make("p", { className: "row-note" }, line.text) : null;
    rows.append(make("li", {}, make("fieldset", {}, make("legend", {}, line.label || line.text), note,
      make("div", { className: "row-options" }, ...ticks.map((one) => one.label)))));
  }
  return tickForm(rows, all, all.map((one) => one.choice), acts);
}

function drawSources(sources) {
  const list = make("ul", {}, ...sources.map((source) => {
    const title = isWeb(source.url) ? webLink(source.title, source.url) : source.title;
    return make("li", {}, title, source.checked ? words.checked(plainDate(source.checked)) : "");
  }));
  return make("details", {}, make("summary", {}, words.sources), list);
}

function drawAction(action, acts, about = "") {
  const label = [action.label, about && unseen(`: ${about}`)];
  if (action.href && isWeb(action.href)) return webLink(action.label, action.href);
  const press = make("button", { type: "button" }, ...label);
  press.onclick = () => (action.href ? acts.save(action, press) : acts.choose([action], null));
  return press;
}

/** Beside the plan to look at, the same plan in the other forms people ask for. */
function withOtherDocuments(action) {
  if (action.href !== "plan") return [action];
  return [action, ...words.documents.map(([type, copy, label]) => ({ ...action, type, copy, label }))];
}

const isWeb = (address) => /^https?:\/\//i.test(address || "");

const webLink = (text, href) => make("a", { href, target: "_blank", rel: "noopener noreferrer" }, text, unseen(words.newTab));

function plainDate(date) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date;
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(date));
}
