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
  const roots = (root = document) => [root, ...[...root.querySelectorAll("*")].flatMap((one) => (one.shadowRoot ? roots(one.shadowRoot) : []))];
  const told = (element) => `${element.tagName} '${name(element).slice(0, 50)}'`;
  const restyle = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    for (const root of roots()) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
  // Text that its box cuts off.
  const cutOff = () => all().filter((one) => {
    const { overflowX, overflowY } = getComputedStyle(one);
    const cuts = [overflowX, overflowY].some((value) => ["hidden", "clip"].includes(value));
    return cuts && seen(one) && one.textContent.trim() && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1);
  }).map(told);
  const pressable = () => all().filter((one) => seen(one) && one.matches("button, a[href], summary, input, textarea, select") && one.type !== "hidden");
  // A link within a sentence may be as small as its line.
  const inLine = (one) => one.matches("a") && getComputedStyle(one).display === "inline" && one.parentElement.textContent.trim() !== one.textContent.trim();
  const tooSmall = (least) => pressable().filter((one) => {
    const { width, height } = (one.labels?.[0]?.contains(one) ? one.labels[0] : one).getBoundingClientRect();
    return !inLine(one) && (width < least || height < least);
  }).map((one) => `${told(one)} ${Math.round(one.getBoundingClientRect().width)}x${Math.round(one.getBoundingClientRect().height)}`);
  // How much of the window is taken by what stays where it is while the talk scrolls under it.
  const covered = () => {
    const log = all().find((one) => one.matches("[role=log]"));
    const points = Array.from({ length: 40 }, (_, at) => (innerHeight * (at + 0.5)) / 40);
    const free = points.filter((y) => deepest(innerWidth / 2, y)?.closest?.("[role=log]") === log);
    return 1 - free.length / points.length;
  };
  const deepest = (x, y, root = document) => {
    const hit = root.elementFromPoint(x, y);
    return hit?.shadowRoot && hit.shadowRoot !== root ? deepest(x, y, hit.shadowRoot) || hit : hit;
  };
  const unseenFocus = () => {
    const one = active();
    if (!one || one === document.body) return "";
    const marks = [one, ...(one.labels || []), one.closest("fieldset")].filter(Boolean).map((each) => getComputedStyle(each));
    const marked = marks.some((style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none");
    if (!marked) return `no mark of the focus on ${told(one)}`;
    const box = one.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (right <= left || bottom <= top) return `out of the window: ${told(one)}`;
    // Entirely hidden is what WCAG 2.4.11 forbids.
    const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => deepest(left + (right - left) * x, top + (bottom - top) * y)));
    const free = spots.some((hit) => hit && (one.contains(hit) || hit.contains(one) || [...(one.labels || [])].some((label) => label.contains(hit))));
    return free ? "" : `covered: ${told(one)} by ${told(spots[4])}`;
  };
  const edgeless = () => pressable().filter((one) => one.matches("button, textarea, input:not([type=checkbox], [type=radio])")).filter((one) => {
    const style = getComputedStyle(one);
    return !["Top", "Right", "Bottom", "Left"].some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1)
      && style.textDecorationLine === "none";
  }).map(told);
  const moving = () => roots().flatMap((root) => root.getAnimations()).filter((one) => one.playState === "running").map((one) => one.animationName || one.transitionProperty);
  return { heard, moved, violations, active, name, all, seen, tooWide, restyle, cutOff, tooSmall, covered, unseenFocus, edgeless, moving };
})();
