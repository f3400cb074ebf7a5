// The chat page: keeps one conversation going over the channel.

import { ask, fetchDocument, newId } from "./channel.js";
import { guideTurn, make, yourTurn } from "./draw.js";
import { words } from "./words.js";

const AGAIN_AFTER = [2000, 5000, 10000, 20000];
const STILL_WAITING = 6000;
const TOKEN = "five-steps-token";

const find = (id) => document.getElementById(id);
const turns = find("turns");
const said = find("said");
let token = read();
let busy = false;
let open = []; // the sets of choices of the newest reply
let era = 0; // counts conversations, so that a late reply to an old one is dropped

// The token lives as long as the tab. Where storage is forbidden, as long as the page.
function read() {
  try { return sessionStorage.getItem(TOKEN); } catch { return null; }
}
function keep(value) {
  token = value;
  try {
    if (value) sessionStorage.setItem(TOKEN, value);
    else sessionStorage.removeItem(TOKEN);
  } catch { /* kept in memory only */ }
}

// Talking

/**
 * Asks until there is a reply or a refusal: the same request, so nothing is said twice.
 * Never settles once another conversation has begun.
 */
async function insist(path, body) {
  const started = era;
  const stopWaiting = showWaiting();
  try {
    for (let attempt = 0; started === era; attempt += 1) {
      const result = await ask(path, token, body).then((reply) => ({ reply }), (trouble) => ({ trouble }));
      if (started !== era) break;
      if (result.reply) return result.reply;
      if (!result.trouble.retry) throw result.trouble;
      await pauseBeforeRetry(result.trouble, attempt);
    }
  } finally {
    stopWaiting();
    if (started === era) hideTrouble();
  }
  return new Promise(() => {});
}

/** Waits for a moment, for the network to come back, or for the person to press Try again. */
function pauseBeforeRetry(trouble, attempt) {
  const wait = AGAIN_AFTER[attempt];
  const ours = trouble.status === 0 || trouble.status >= 500;
  const text = ours ? (wait ? words.unreachable : words.stillUnreachable) : trouble.message || words.unreachable;
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = wait && setTimeout(go, wait);
    addEventListener("online", go);
    showTrouble(text, words.tryAgain, go);
  });
}

/** Sends one message of the person; `text` is what they see themselves say. */
async function send(message, text, settled = null) {
  busy = true;
  const mine = yourTurn(text);
  const before = open;
  for (const group of before) if (group !== settled) group.settle([]);
  turns.append(mine);
  bringIntoView(mine);
  if (settled) mine.focus({ preventScroll: true });
  problem("");
  try {
    show(await insist("/messages", { id: newId(), ...message }), mine);
    return true;
  } catch (trouble) {
    mine.remove();
    for (const group of before) group.open();
    refused(trouble);
    return false;
  } finally {
    busy = false;
  }
}

function refused(trouble) {
  const text = trouble.message || words.unclear;
  if ([401, 403, 404, 409].includes(trouble.status)) showTrouble(text, words.startNew, startNew);
  else problem(text);
}

async function startNew() {
  keep(null);
  clear();
  await begin("/sessions", school());
}

/** What a new conversation begins with: the school that the page's address names ("/?school=hill-school"), if it names one. */
function school() {
  const named = new URLSearchParams(location.search).get("school") || "";
  return /^[a-z0-9-]{1,64}$/.test(named) ? { school: named } : {};
}

/** Opens a conversation and shows what it begins with. */
async function begin(path, body, note = "") {
  busy = true;
  try {
    const reply = await insist(path, body);
    turns.replaceChildren();
    if (note) turns.append(guideTurn({ text: note }, acts).item);
    if (body) show(reply, document.querySelector(".top"));
    else showHistory(reply);
  } catch (trouble) {
    if (body) return refused(trouble);
    keep(null);
    return begin("/sessions", school(), words.ended);
  } finally {
    busy = false;
  }
}

const acts = {
  choose(picks, group) {
    if (busy) return announce(words.oneAtATime);
    const labels = picks.map((pick) => pick.told || pick.label);
    group?.settle(labels);
    const ids = picks.map((pick) => pick.id);
    const isSet = group && picks.length > 1;
    return send(isSet ? { choices: ids } : { choice: ids[0] }, labels.join("\n"), group || {});
  },
  async save(action, press) {
    const status = press.parentElement.parentElement.querySelector(".saved")
      || make("p", { className: "saved" });
    status.setAttribute("role", "status");
    press.parentElement.after(status);
    status.textContent = words.fetching;
    try {
      const { blob, name } = await fetchDocument(action.href, token, action);
      const href = URL.createObjectURL(blob);
      make("a", { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60000);
      status.textContent = words.saved(name);
    } catch (trouble) {
      status.textContent = trouble.status === 404 && trouble.message ? trouble.message : words.notSaved;
    }
  },
};

// Showing

function clear() {
  turns.replaceChildren();
  open = [];
  era += 1;
  find("composer").hidden = false;
  hideTrouble();
}

/** Shows a reply: its messages, how far we are, and the words for those who listen. */
function show(reply, from = null) {
  if (reply.token) keep(reply.token);
  const messages = reply.messages || [];
  if (!messages.length) return problem(words.noReply);
  open = [];
  const items = messages.map((message) => add(message));
  showProgress(reply);
  bringIntoView(from || items[0]);
  announce(messages.map(spoken).join(" "));
}

function add(message) {
  const { item, groups } = guideTurn(message, acts);
  turns.append(item);
  open.push(...groups);
  return item;
}

function showHistory(reply) {
  open = [];
  for (const turn of reply.messages) {
    if (turn.from === "you") {
      for (const group of open) {
        group.settle(group.choices.filter((choice) => choice.label === turn.text).map((choice) => choice.label));
      }
      open = [];
      turns.append(yourTurn(turn.text));
    } else add(turn);
  }
  showProgress(reply);
  bringIntoView([...turns.querySelectorAll(".you")].pop() || turns.firstElementChild);
}

function showProgress({ step }) {
  find("progress").hidden = !step;
  if (!step) return;
  find("progress-text").textContent = words.progress(step, words.steps[step - 1] || "");
  document.querySelectorAll(".bars i").forEach((bar, at) => {
    bar.className = at < step - 1 ? "done" : at === step - 1 ? "now" : "";
  });
}

const spoken = (message) => [
  message.text,
  message.card?.title,
  message.choices?.length && words.choiceCount(message.choices.length),
].filter(Boolean).join(". ");

let hush;
function announce(text) {
  clearTimeout(hush);
  find("announcer").textContent = text;
  hush = setTimeout(() => { find("announcer").textContent = ""; }, 1000);
}

function bringIntoView(item) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  item?.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}

function showWaiting() {
  const line = find("waiting");
  const tell = (text) => { find("waiting-text").textContent = text; };
  tell(words.waiting);
  const soon = setTimeout(() => { line.hidden = !find("trouble").hidden; }, 500);
  const later = setTimeout(() => { tell(words.stillWaiting); announce(words.stillWaiting); }, STILL_WAITING);
  return () => {
    clearTimeout(soon);
    clearTimeout(later);
    line.hidden = true;
  };
}

function showTrouble(text, label, onclick) {
  if (find("trouble").hidden || find("trouble-text").textContent !== text) announce(text);
  find("waiting").hidden = true;
  find("trouble-text").textContent = text;
  Object.assign(find("trouble-button"), { textContent: label, onclick });
  find("trouble").hidden = false;
  find("trouble").scrollIntoView({ block: "nearest" });
}

function hideTrouble() {
  find("trouble").hidden = true;
}

function problem(text) {
  const line = find("said-problem");
  line.textContent = text;
  line.hidden = !text;
  said.setAttribute("aria-invalid", String(Boolean(text)));
  if (text) announce(text);
}

// What the person can press

find("moves").append(...words.moves.map(([id, label]) =>
  make("button", { type: "button", onclick: () => acts.choose([{ id, label }], null) }, label)));

find("say").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = said.value.trim();
  if (busy) return problem(words.oneAtATime);
  if (!text) return problem(words.writeFirst);
  said.value = "";
  const sent = await send({ text }, text);
  if (!sent && !said.value) said.value = text;
});

said.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  find("say").requestSubmit();
});
said.addEventListener("input", () => problem(said.value.length >= said.maxLength ? words.atLimit : ""));

for (const name of ["code", "restart", "forget"]) {
  find(`open-${name}`).onclick = () => {
    const alert = find(`${name}-problem`);
    if (alert) alert.textContent = "";
    find(`${name}-dialog`).showModal();
  };
}
for (const press of document.querySelectorAll("[data-close]")) press.onclick = () => press.closest("dialog").close();

find("code-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const code = find("code").value.trim();
  const tell = (text) => {
    find("code-problem").textContent = text;
    find("code").focus();
  };
  if (!code) return tell(words.codeFirst);
  try {
    const reply = await ask("/resume", null, { code });
    find("code").value = "";
    find("code-dialog").close();
    clear();
    show(reply);
  } catch (trouble) {
    tell(trouble.message || words.stillUnreachable);
  }
});

find("restart-really").onclick = () => {
  find("restart-dialog").close();
  startNew();
};

find("forget-really").onclick = async () => {
  try {
    const reply = token ? await ask("/forget", token, {}) : {};
    keep(null);
    find("forget-dialog").close();
    clear();
    find("progress").hidden = find("composer").hidden = true;
    const messages = reply.messages?.length ? reply.messages : [{ text: words.forgotten }];
    for (const message of messages) turns.append(guideTurn({ text: message.text }, acts).item);
    const anew = make("button", { type: "button", className: "main", onclick: startNew }, words.startNew);
    turns.append(make("li", { className: "turn" }, anew));
    announce(messages.map(spoken).join(" "));
  } catch (trouble) {
    find("forget-problem").textContent = trouble.message || words.stillUnreachable;
  }
};

begin(token ? "/messages" : "/sessions", token ? null : school());
