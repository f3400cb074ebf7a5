// What the parts that are always there do when they are used.

import { told } from "./channel.js";
import { button } from "./make.js";
import { words } from "./words.js";

/** Connects the parts of frame.js with a talk, and with the element where it opens, closes and leaves. */
export function connect(at, talk, element) {
  at.moves.append(...words.moves.map(([id, label]) => button(label, () => talk.acts.choose([{ id, label }], null))));
  if (at.launcher) at.launcher.onclick = () => element.open();
  if (at.close) at.close.onclick = () => element.close();
  at.leave.onclick = () => element.leave();
  box(at, talk);
  menu(at, element);
  codeWindow(at, talk);
  at.restart.onclick = () => {
    at.restartWindow.close();
    talk.startNew();
  };
  at.forget.onclick = once(at.forgetProblem, words.notForgotten, async () => {
    await talk.forget();
    at.forgetWindow.close();
  });
}

/** Does something that asks the guide, one at a time; says in its window that it takes a moment, or why it did not work. */
function once(problem, away, act) {
  let going = false;
  return async () => {
    if (going) return;
    going = true;
    problem.textContent = "";
    const slow = setTimeout(() => { problem.textContent = words.waiting; }, 500);
    try {
      await act();
    } catch (trouble) {
      problem.textContent = told(trouble, away);
    } finally {
      going = false;
      clearTimeout(slow);
    }
  };
}

/** The box to write in. */
function box({ say, said }, talk) {
  say.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = said.value.trim();
    if (talk.busy) return talk.view.problem(words.oneAtATime);
    if (!text) return talk.view.problem(words.writeFirst);
    said.value = "";
    const sent = await talk.send({ text }, text);
    if (!sent && !said.value) said.value = text;
    return undefined;
  });
  said.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    say.requestSubmit();
  });
  said.addEventListener("input", () => talk.view.problem(said.value.length >= said.maxLength ? words.atLimit : ""));
}

/** The menu: a list that its button shows and hides. Escape closes it, and then the panel. */
function menu(at, element) {
  const show = (shown) => {
    at.menu.hidden = !shown;
    at.menuButton.setAttribute("aria-expanded", String(shown));
  };
  at.menuButton.onclick = () => show(at.menu.hidden);
  // Before what is chosen does anything, so that a window which closes gives the focus back to the button.
  at.menu.addEventListener("click", () => {
    show(false);
    at.menuButton.focus();
  }, true);
  at.guide.addEventListener("click", (event) => {
    if (!at.menu.hidden && event.target !== at.menuButton) show(false);
  });
  at.guide.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (at.menu.hidden) return element.close();
    show(false);
    return at.menuButton.focus();
  });
  at.guide.addEventListener("cancel", (event) => {
    event.preventDefault();
    element.close();
  });
  at.openHeld.addEventListener("click", () => {
    const { talk } = element;
    return talk.token ? talk.acts.open({ href: "held" }) : talk.view.problem(words.heldNothing);
  });
  at.print.addEventListener("click", () => setTimeout(() => print()));
  for (const name of ["Code", "Restart", "Forget", "Helped"]) {
    const dialog = at[`${name.toLowerCase()}Window`];
    const problem = at[`${name.toLowerCase()}Problem`];
    at[`open${name}`].addEventListener("click", () => {
      if (problem) problem.textContent = "";
      if (name === "Helped") at.helpedPlace.replaceChildren(element.talk.feedback());
      dialog.showModal();
    });
  }
}

function codeWindow({ codeWindow: dialog, codeForm, code, codeProblem }, talk) {
  const carryOn = once(codeProblem, words.codeLater, async () => {
    await talk.resume(code.value.trim());
    code.value = "";
    dialog.close();
  });
  codeForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (code.value.trim()) await carryOn();
    else codeProblem.textContent = words.codeFirst;
    if (dialog.open) code.focus();
  });
}
