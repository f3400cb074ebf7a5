// Draws messages, choices and cards.

import { told } from "./channel.js";
import { button, isWeb, make, own, unseen, webLink } from "./make.js";
import { picture } from "./picture.js";
import { words } from "./words.js";

let count = 0; // numbers what has to have a name of its own

/**
 * A turn of the person. It can take the focus, so that Tab goes on to the reply.
 * Returns { item, state }: state(text, label, onclick) says how the message fares, with a button where there is a label.
 */
export function yourTurn(text) {
  const line = make("p", { className: "state" });
  const bubble = make("p", { className: "bubble" }, unseen(words.you), make("span", { dir: "auto" }, text));
  const item = make("li", { className: "turn you", tabIndex: -1 }, bubble, line);
  const state = (told, label, onclick) => {
    line.replaceChildren(told, ...(label ? [button(label, onclick, "small")] : []));
    line.classList.toggle("failed", Boolean(label));
  };
  return { item, state };
}

/**
 * A message of the guide.
 * acts.choose(picks, group) sends choices [{id, label}]; acts.open(action, button) and acts.save(action, button)
 * show a document or save it; acts.copy(code, button) copies; acts.level is the heading of a card, "h2" or "h3".
 * Returns { item, groups }: groups are the sets of choices in it, each with settle(labels) and open().
 */
export function guideTurn(message, acts) {
  const item = make("li", { className: "turn guide" });
  const groups = [];
  if (message.text) {
    item.append(make("p", { className: "bubble" }, unseen(words.guide), make("span", { dir: "auto" }, message.text)));
  }
  if (message.code) item.append(drawCode(message.code, acts));
  if (message.card) item.append(drawCard(message.card, acts, groups));
  if (message.choices?.length) {
    const draw = message.multi ? severalChoices : oneChoice;
    const group = draw(message.choices, acts);
    groups.push(group);
    item.append(group.element);
  }
  return { item, groups };
}

/** The code to carry on with, large, to write down or to copy. */
function drawCode(code, acts) {
  const press = button(words.copy, () => acts.copy(code, press));
  return make("div", { className: "code" }, make("p", {}, `${words.yourCode}: `, make("code", {}, code)),
    make("div", { className: "actions" }, press));
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
      note.replaceChildren(...(listed ? [words.youChose, own(listed)] : []));
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
  const body = make("div", { className: "options", role: "group", "aria-label": words.choices });
  const group = settling(body, choices);
  for (const choice of choices) body.append(button(own(choice.label), () => acts.choose([choice], group)));
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
  const problem = make("p", { className: "problem", role: "alert" });
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
  return { input, choice, label: make("label", { className: "tick" }, input, make("span", { dir: "auto" }, choice.label)) };
}

// Cards

function drawCard(card, acts, groups) {
  const id = `card-${(count += 1)}`;
  const article = make("article", { className: `card ${/^[a-z-]+$/.test(card.kind) ? card.kind : ""}`, "aria-labelledby": id });
  article.append(make(acts.level, { id, dir: "auto" }, card.title));
  if (card.drawing) article.append(picture(card.drawing));
  const lines = card.lines || [];
  if (lines.some((line) => line.options)) {
    const group = togglesForm(lines, acts);
    groups.push(group);
    article.append(group.element);
  } else if (lines.length) {
    article.append(make("ul", { className: "lines" }, ...lines.map((line) => drawLine(line, card, acts))));
  }
  if (card.sources?.length) article.append(drawSources(card.sources));
  const actions = (card.actions || []).map((action) => drawAction(action, acts)).filter(Boolean);
  if (actions.length) article.append(make("div", { className: "actions" }, ...actions));
  return article;
}

function drawLine(line, card, acts) {
  // In a card of people to speak to, a telephone number can be pressed.
  const shown = ["help", "urgent"].includes(card.kind) ? phones : own;
  if (typeof line === "string") return make("li", {}, shown(line));
  const said = [make("strong", { dir: "auto" }, line.label || ""), shown(line.text || "")];
  const press = line.action && drawAction(line.action, acts, line.label);
  if (!press) return make("li", {}, ...said);
  press.classList.add("small");
  return make("li", { className: "with-action" }, make("div", {}, ...said), press);
}

/** Words in which a telephone number can be pressed to ring it. */
export function phones(text) {
  const parts = text.split(/(\b0\d[\d ]{7,11}\d\b|\b116 123\b|\b999\b|\b111\b)/);
  return make("bdi", {}, ...parts.map((part, at) =>
    (at % 2 ? make("a", { href: `tel:${part.replaceAll(" ", "")}` }, part) : part)));
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
    const name = `${line.options[0].id.split(":")[0]}-${(count += 1)}`;
    const ticks = line.options.map((option) => tick("radio", name, {
      ...option, told: `${line.label || line.text}: ${option.label}`,
    }));
    all.push(...ticks);
    const note = line.label && line.text ? make("p", { className: "quiet" }, line.text) : null;
    rows.append(make("li", {}, make("fieldset", {}, make("legend", {}, line.label || line.text), note,
      make("div", { className: "row-options" }, ...ticks.map((one) => one.label)))));
  }
  return tickForm(rows, all, all.map((one) => one.choice), acts);
}

function drawSources(sources) {
  const list = make("ul", {}, ...sources.map((source) => {
    const title = isWeb(source.url) ? webLink(source.title, source.url) : own(source.title);
    return make("li", {}, title, source.checked ? words.checked(plainDate(source.checked)) : "");
  }));
  return make("details", {}, make("summary", {}, words.sources), list);
}

/** A button or link of a card; null for an address that is neither on the web nor one of the guide's documents. */
function drawAction(action, acts, about = "") {
  const label = [own(action.label), about && unseen(`: ${about}`)];
  if (!action.href) return button(label, () => acts.choose([action], null));
  if (isWeb(action.href)) return webLink(action.label, action.href);
  if (!/^(plan|held|page\?(help|team)=[a-z0-9-]+)$/.test(action.href)) return null;
  const shown = !action.type || action.type === "text/html";
  if (shown) label.push(unseen(words.newTab));
  const press = button(label, () => (shown ? acts.open : acts.save)(action, press));
  return press;
}

function plainDate(date) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date;
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(date));
}

// What it was like

/**
 * Asks whether the guide helped: yes or no, and one line.
 * send(helped, said) resolves with the thanks, or rejects with Trouble.
 */
export function feedbackForm(send, acts) {
  const name = `helped-${(count += 1)}`;
  const yes = tick("radio", name, { id: "yes", label: words.yes });
  const no = tick("radio", name, { id: "no", label: words.no });
  const line = make("input", { type: "text", id: `${name}-why`, maxLength: 280, autocomplete: "off" });
  const status = make("p", { className: "problem", role: "alert" });
  const press = make("button", { type: "submit" }, words.helpedSend);
  const form = make("form", { className: "feedback", tabIndex: -1, "aria-label": words.helped },
    make("fieldset", {}, make("legend", {}, words.helped), make("div", { className: "row-options" }, yes.label, no.label)),
    make("label", { htmlFor: line.id }, words.helpedWhy), line,
    make("p", { className: "quiet" }, words.helpedWho), status, make("div", { className: "actions" }, press));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!yes.input.checked && !no.input.checked) {
      status.textContent = words.helpedFirst;
      return;
    }
    // The button will be gone: the focus moves now, while it is the person who acts.
    form.focus({ preventScroll: true });
    press.disabled = true;
    try {
      const messages = await send(yes.input.checked, line.value.trim());
      // Words that worry us are answered with whom to reach, so each message is drawn whole.
      form.replaceChildren(make("ol", { role: "list" }, ...messages.map((message) => guideTurn(message, acts).item)));
    } catch (trouble) {
      status.textContent = told(trouble, words.notKept);
      press.disabled = false;
    }
  });
  return form;
}
