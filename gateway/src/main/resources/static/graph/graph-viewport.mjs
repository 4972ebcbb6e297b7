// Which part of the knowledge graph is in sight, and what of it is labelled. Pure. A view {x, y, scale} has the graph's point
// (x, y) in the middle of the picture. Sizes are in pixels, and symbols and labels keep theirs.

const SMALLEST = 0.15;
const LARGEST = 3;
export const LINE = 15;
const SYMBOL = 6;
const FEW = 6;
const EDGE = 4;

/** The view that shows all points. */
export function fitted(points, { width, height }) {
  const margin = { x: Math.min(48, width / 9), y: Math.min(32, height / 9) };
  if (points.length === 0) {
    return { x: 0, y: 0, scale: 1 };
  }
  const [left, right] = ends(points.map(({ x }) => x));
  const [top, bottom] = ends(points.map(({ y }) => y));
  const room = (size, side) => Math.max(1, size - 2 * side);
  const scale = Math.min(room(width, margin.x) / Math.max(1, right - left), room(height, margin.y) / Math.max(1, bottom - top), 1.25);
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(SMALLEST, scale) };
}

export function toScreen({ x, y, scale }, point, { width, height }) {
  return { x: (point.x - x) * scale + width / 2, y: (point.y - y) * scale + height / 2 };
}

/** Zooms by a factor. What is at the point of the picture stays there. */
export function zoomed(view, factor, { width, height }, at = { x: width / 2, y: height / 2 }) {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, view.scale * factor));
  const shift = 1 / view.scale - 1 / scale;
  return { x: view.x + (at.x - width / 2) * shift, y: view.y + (at.y - height / 2) * shift, scale };
}

/** Moves the picture by pixels. At least the middle stays on the graph. */
export function panned(view, dx, dy, points) {
  const [left, right] = ends(points.map(({ x }) => x));
  const [top, bottom] = ends(points.map(({ y }) => y));
  const between = (low, value, high) => Math.min(high, Math.max(low, value));
  return { ...view, x: between(left, view.x - dx / view.scale, right), y: between(top, view.y - dy / view.scale, bottom) };
}

/** The view with a point in it, moved no further than needed. */
export function revealing(view, point, size, margin = 40) {
  const { x, y } = toScreen(view, point, size);
  const missing = (at, length) => (at < margin ? at - margin : at > length - margin ? at - length + margin : 0);
  return { ...view, x: view.x + missing(x, size.width) / view.scale, y: view.y + missing(y, size.height) / view.scale };
}

/**
 * The next entity in a direction, or undefined: the nearest one, but one that is straight ahead counts as nearer.
 *
 * @param direction {dx, dy}, one of them 0 and the other 1 or -1
 */
export function nextIn({ dx, dy }, from, points) {
  const weigh = ({ x, y }) => {
    const ahead = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    return ahead <= 0 ? Infinity : ahead + 2 * aside;
  };
  const best = points.filter(({ id }) => id !== from.id).reduce((found, point) => (weigh(point) < weigh(found) ? point : found), { x: from.x, y: from.y });
  return best.id === undefined ? undefined : best;
}

/** How large symbols are drawn: smaller where many are close to each other. */
export function symbolScale({ scale }) {
  return Math.min(1, Math.max(0.55, scale * 1.4));
}

/** How far a label is moved aside, so that the picture's edge does not cut it. Labels of what is out of sight stay. */
export function labelShift(x, labelWidth, { width }) {
  const [left, right] = [EDGE - (x - labelWidth / 2), width - EDGE - (x + labelWidth / 2)];
  return x < 0 || x > width || labelWidth > width ? 0 : Math.max(0, left) + Math.min(0, right);
}

/**
 * The ids of those whose label is shown: labels lie neither over each other nor over the symbol of another. Those before
 * others in the list win. Where there is room for hardly any, the first few lie over symbols rather than none.
 *
 * @param places {id, x, y, width, important}, x being the middle of the label; an important one has its label in any case
 * @param symbols {id, x, y} of everything that is drawn
 * @param line how high a label is
 */
export function labelled(places, symbols, line = LINE) {
  const boxes = [...places]
    .sort((one, other) => Number(other.important) - Number(one.important))
    .map(({ id, x, y, width, important }) => ({ id, important, left: x - width / 2, right: x + width / 2, top: y + 9, bottom: y + 9 + line }));
  const marks = symbols.map(({ id, x, y }) => ({ id, left: x - SYMBOL, right: x + SYMBOL, top: y - SYMBOL, bottom: y + SYMBOL }));
  const shown = [];
  const isFree = (box, taken) => taken.every((other) => other.id === box.id || !overlap(box, other));
  for (const box of boxes) {
    if (box.important || isFree(box, [...marks, ...shown])) {
      shown.push(box);
    }
  }
  for (const box of boxes.slice(0, FEW)) {
    if (shown.length < FEW && !shown.includes(box) && isFree(box, shown)) {
      shown.push(box);
    }
  }
  return new Set(shown.map(({ id }) => id));
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function ends(values) {
  return [Math.min(...values), Math.max(...values)];
}
