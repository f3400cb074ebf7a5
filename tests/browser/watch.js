// Runs before the page's own scripts and notes what happens to it: see watch.py.
globalThis.watched = (() => {
  const heard = [];
  const moved = [];
  const violations = [];
  const live = '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"]';
  let acting = false;

  // A screen reader reads what is added to a live region, or changes in it.
  const note = (record) => {
    const at = record.target.nodeType === Node.TEXT_NODE ? record.target.parentElement : record.target;
    if (!at?.closest?.(live)) return;
    const texts = record.type === "characterData" ? [record.target] : [...record.addedNodes];
    heard.push(...texts.map((node) => node.textContent.trim()).filter(Boolean));
  };
  const follow = (root) => {
    new MutationObserver((records) => records.forEach(note)).observe(root, { childList: true, subtree: true, characterData: true });
    root.addEventListener("focusin", (event) => { if (!acting) moved.push(name(event.target)); });
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachAndFollow(options) {
    const root = attach.call(this, options);
    follow(root);
    return root;
  };
  follow(document);

  // The person acts while an event of theirs is being handled: from its first listener to the end of that task.
  for (const kind of ["keydown", "keyup", "mousedown", "mouseup", "click", "pointerdown", "submit"]) {
    addEventListener(kind, (event) => {
      if (!event.isTrusted) return;
      acting = true;
      setTimeout(() => { acting = false; });
    }, true);
  }
  addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`), true);

  const active = (root = document) => (root.activeElement?.shadowRoot?.activeElement ? active(root.activeElement.shadowRoot) : root.activeElement);
  const name = (element) => {
    if (!element) return "";
    const label = element.getAttribute("aria-label") || [...(element.labels || [])].map((one) => one.textContent).join(" ");
    return (label || element.textContent || element.tagName).trim().replace(/\s+/g, " ");
  };
  // Every element of the page, those in shadow roots among them.
  const all = (root = document) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
  const tooWide = () => {
    const page = document.scrollingElement;
    const scrolls = page.scrollWidth > page.clientWidth ? [`page ${page.scrollWidth} > ${page.clientWidth}`] : [];
    const out = all().filter((one) => seen(one) && one.getBoundingClientRect().right > innerWidth + 1);
    const inner = all().filter((one) => seen(one) && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible" && getComputedStyle(one).overflowX !== "hidden");
    return [...scrolls, ...out.map((one) => `out: ${one.tagName} ${name(one).slice(0, 40)}`), ...inner.map((one) => `scrolls: ${one.tagName} ${name(one).slice(0, 40)}`)];
  };
  return { heard, moved, violations, active, name, all, seen, tooWide };
})();
