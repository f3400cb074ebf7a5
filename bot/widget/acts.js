// What the buttons in a message do.

import { make } from "./make.js";
import { words } from "./words.js";

/** The acts that draw.js asks for, for one talk. */
export function acts(talk) {
  const { view, server, level } = talk;

  /** Says what came of pressing a button, under it and to those who listen. */
  function tell(press, text) {
    const row = press.parentElement;
    const found = row.nextElementSibling?.matches(".saved") && row.nextElementSibling;
    const line = found || make("p", { className: "saved quiet" });
    if (!found) row.after(line);
    line.textContent = text;
    view.announce(text);
  }

  return {
    level,

    choose(picks, group) {
      if (talk.busy) return view.problem(words.oneAtATime);
      const labels = picks.map((pick) => pick.told || pick.label);
      group?.settle(labels);
      const ids = picks.map((pick) => pick.id);
      const isSet = group && picks.length > 1;
      return talk.send(isSet ? { choices: ids } : { choice: ids[0] }, labels.join("\n"), group || {});
    },

    /** Opens a page in a new tab; `press` is the button, where it stands in the talk. A form carries the token, so that it stands in no address. */
    open(action, press) {
      const { address, fields } = server.form(action, talk.token);
      const inputs = Object.entries(fields).map(([name, value]) => make("input", { type: "hidden", name, value }));
      const form = make("form", { method: "post", action: address, target: "_blank", rel: "noopener", hidden: true }, ...inputs);
      talk.at.guide.append(form);
      form.submit();
      form.remove();
      return press ? tell(press, words.opened) : view.announce(words.opened);
    },

    async save(action, press) {
      tell(press, words.fetching);
      try {
        const { blob, name } = await server.fetchDocument(action, talk.token);
        const href = URL.createObjectURL(blob);
        make("a", { href, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(href), 60000);
        tell(press, words.saved(name));
      } catch (trouble) {
        tell(press, trouble.status === 404 && trouble.message ? trouble.message : words.notSaved);
      }
    },

    async copy(code, press) {
      tell(press, await copied(code, talk.at.guide) ? words.copied : words.notCopied);
    },
  };
}

/** Copies a code; where the browser keeps the clipboard to itself, by the older way. Resolves with whether it worked. */
async function copied(code, place) {
  try {
    await navigator.clipboard.writeText(code);
    return true;
  } catch {
    const line = make("input", { type: "text", value: code, readOnly: true });
    const before = place.getRootNode().activeElement;
    place.append(line);
    line.select();
    const done = document.execCommand("copy");
    line.remove();
    before?.focus();
    return done;
  }
}
