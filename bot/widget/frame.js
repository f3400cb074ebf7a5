// The parts that are always there: the bar at the top, the talk, the box to write in, the questions in windows.

import { phones } from "./draw.js";
import { button, make, unseen, webLink } from "./make.js";
import { stairs } from "./picture.js";
import { words } from "./words.js";

/**
 * Builds the parts of a guide in mode "panel" or "page".
 * Returns them by name: launcher, guide, brand, name, menu, step, turns, said ...
 */
export function frame(mode, { about, knows }) {
  const at = {};
  const part = (name, tag, properties = {}, ...children) =>
    (at[name] = make(tag, { id: name, ...properties }, ...children));
  const panel = mode === "panel";
  part("guide", panel ? "dialog" : "section", { tabIndex: -1, className: "guide", "aria-labelledby": "name" },
    panel ? null : button(words.toMessage, () => at.said.focus(), "skip"),
    bar(part, panel, about, knows),
    middle(part),
    composer(part),
    part("announcer", "div", { className: "unseen", "aria-live": "polite" }),
    panel ? null : make("p", { className: "foot" }, webLink(words.about, about), webLink(words.knows, knows)));
  if (panel) part("launcher", "button", { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" });
  windows(part, at);
  return at;
}

function bar(part, panel, about, knows) {
  const menuItems = [
    part("openCode", "button", { type: "button" }, words.haveCode),
    part("openHelped", "button", { type: "button" }, words.helped),
    part("print", "button", { type: "button" }, words.print),
    part("openHeld", "button", { type: "button" }, words.held, unseen(words.newTab)),
    part("openRestart", "button", { type: "button" }, words.startAgain),
    part("openForget", "button", { type: "button" }, words.forgetMe),
    ...(panel ? [webLink(words.about, about), webLink(words.knows, knows)] : []),
  ];
  return make("header", { className: "top" },
    make("div", { className: "row" },
      make("div", { className: "brand" }, part("mark", "span"), part("name", panel ? "h2" : "h1")),
      part("menuButton", "button", { type: "button", "aria-expanded": "false", "aria-controls": "menu" }, words.menu),
      panel ? part("close", "button", { type: "button" }, make("span", { "aria-hidden": "true" }, "\u00d7"), unseen(words.close)) : null,
      part("menu", "ul", { hidden: true }, ...menuItems.map((item) => make("li", {}, item)))),
    make("div", { className: "row progress" },
      make("div", { className: "how-far" }, part("step", "p"),
        part("bars", "div", { "aria-hidden": "true", hidden: true }, ...words.steps.map(() => make("i")))),
      part("leave", "button", { type: "button" }, words.leave)));
}

function middle(part) {
  return make("div", { className: "middle" },
    part("greeting", "p", { hidden: true, dir: "auto" }),
    make("div", { role: "log", "aria-live": "off", "aria-label": words.log, tabIndex: -1 }, part("turns", "ol", { role: "list" })),
    part("waiting", "p", { hidden: true },
      make("span", { className: "dots", "aria-hidden": "true" }, make("i"), make("i"), make("i")), part("waitingText", "span")),
    part("trouble", "div", { hidden: true }, part("troubleText", "p"), part("troubleButton", "button", { type: "button" }),
      make("p", { className: "quiet" }, phones(words.helpNow))));
}

function composer(part) {
  return part("composer", "div", {},
    part("moves", "div", { role: "group", "aria-label": words.anyTime }),
    part("say", "form", { autocomplete: "off" },
      make("label", { htmlFor: "said" }, words.message),
      make("div", { className: "say-row" },
        part("said", "textarea", { rows: 1, maxLength: 1000, enterKeyHint: "send", "aria-describedby": "saidProblem" }),
        make("button", { type: "submit", className: "main" }, words.send)),
      part("saidProblem", "p", { className: "problem", hidden: true })));
}

/** The questions that need an answer of their own before anything goes on. */
function windows(part, at) {
  const choices = (yes, no) => make("div", { className: "actions" }, yes, button(no, () => yes.closest("dialog").close()));
  const title = (id, text) => make("h2", { id }, text);
  part("codeWindow", "dialog", { "aria-labelledby": "codeTitle" },
    part("codeForm", "form", {}, title("codeTitle", words.codeTitle),
      make("label", { htmlFor: "code" }, words.yourCode),
      make("p", { className: "quiet", id: "codeHint" }, words.codeHint),
      part("code", "input", {
        type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: false, maxLength: 40,
        "aria-describedby": "codeHint codeProblem",
      }),
      part("codeProblem", "p", { className: "problem", role: "alert" }),
      choices(make("button", { type: "submit", className: "main" }, words.carryOn), words.cancel)));
  part("restartWindow", "dialog", { "aria-labelledby": "restartTitle" },
    title("restartTitle", words.restartTitle), make("p", {}, words.restartWhat), make("p", {}, words.restartKeep),
    choices(part("restart", "button", { type: "button", className: "main" }, words.restartYes), words.restartNo));
  part("forgetWindow", "dialog", { "aria-labelledby": "forgetTitle" },
    title("forgetTitle", words.forgetTitle), make("p", {}, words.forgetWhat),
    part("forgetProblem", "p", { className: "problem", role: "alert" }),
    choices(part("forget", "button", { type: "button", className: "main danger" }, words.forgetYes), words.forgetNo));
  part("helpedWindow", "dialog", { "aria-label": words.helped },
    part("helpedPlace", "div"), make("div", { className: "actions" }, button(words.close, () => at.helpedWindow.close())));
}
