// A school's colour, made readable: contrast as WCAG 2.2 reckons it, never below 4.5 to 1.

const AA = 4.5;
// The grounds of guide.css that words in the school's colour stand on: the darkest of the light ones, the lightest of the dark ones.
// Both are those of urgent help, whose telephone numbers are links.
const LIGHT = [253, 234, 228];
const DARK = [70, 33, 26];
const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];

/** [red, green, blue] of "#abc" or "#aabbcc", or null. */
function parse(hex) {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((hex || "").trim())?.[1];
  if (!digits) return null;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  return pairs.map((pair) => parseInt(pair, 16));
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The colour, moved towards black or white only as far as it takes to be read on a ground. */
function readable(colour, ground, towards) {
  let found = colour;
  for (let share = 0; contrast(found, ground) < AA && share < 1; share += 0.04) {
    found = colour.map((part, at) => Math.round(part + (towards[at] - part) * share));
  }
  return contrast(found, ground) < AA ? towards : found;
}

const css = (colour) => `rgb(${colour.join(" ")})`;

/** Style rules for a school's colour, or "" where it is none. */
export function colours(hex) {
  const fill = parse(hex);
  if (!fill) return "";
  const ink = contrast(fill, WHITE) >= AA ? WHITE : BLACK;
  const light = css(readable(fill, LIGHT, BLACK));
  const dark = css(readable(fill, DARK, WHITE));
  return `:host { --head: ${css(fill)}; --head-ink: ${css(ink)}; --brand: ${light}; --brand-ink: #fff; --link: ${light}; }
@media (prefers-color-scheme: dark) { :host { --brand: ${dark}; --brand-ink: #111; --link: ${dark}; } }`;
}
