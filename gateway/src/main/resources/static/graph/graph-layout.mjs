// Where the entities of the knowledge graph are drawn. The same graph always looks the same, and what is drawn already stays
// where it is when something is added. Nothing is animated: the forces come to rest before anything is shown.

import '../webjars/d3-dispatch/dist/d3-dispatch.min.js';
import '../webjars/d3-quadtree/dist/d3-quadtree.min.js';
import '../webjars/d3-timer/dist/d3-timer.min.js';
import '../webjars/d3-force/dist/d3-force.min.js';

const { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } = globalThis.d3;

/** Until the forces are at rest. Large graphs get less time, so that nobody waits. */
const ticksFor = (count) => Math.round(Math.min(300, Math.max(100, 20_000 / count)));
const AT_REST = 0.001;
const DISTANCE = 70;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * @param widthOf (node) => how wide its label is, in pixels
 * @param known where entities are drawn already: a Map from id to {x, y}
 * @return a Map from id to {x, y}
 */
export function layOut({ nodes, links }, widthOf, known = new Map()) {
  const fresh = nodes.filter(({ id }) => !known.has(id));
  const held = nodes.filter(({ id }) => known.has(id));
  if (fresh.length === 0) {
    return new Map(held.map(({ id }) => [id, known.get(id)]));
  }
  const heldPlaces = held.map(({ id }) => known.get(id));
  const points = nodes.map((node) => {
    const place = known.get(node.id);
    const room = Math.min(40, Math.max(22, widthOf(node) / 2.5));
    if (place) {
      return { id: node.id, room, ...place, fx: place.x, fy: place.y };
    }
    return { id: node.id, room, ...(held.length > 0 ? beside(node, fresh.indexOf(node), links, known, heldPlaces) : {}) };
  });
  const ticks = ticksFor(nodes.length);
  const simulation = forceSimulation(points)
    .stop()
    .alphaDecay(1 - AT_REST ** (1 / ticks))
    .force('link', forceLink(links.map(({ from, to }) => ({ source: from, target: to }))).id(({ id }) => id).distance(DISTANCE))
    .force('charge', forceManyBody().strength(-320).distanceMax(600))
    .force('room', forceCollide(({ room }) => room))
    .force('x', forceX(0).strength(0.09))
    .force('y', forceY(0).strength(0.09));
  simulation.tick(ticks);
  return new Map(points.map(({ id, x, y }) => [id, { x: Math.round(x), y: Math.round(y) }]));
}

/** A new entity begins near those that it relates to, or else at the rim. */
function beside({ id }, index, links, known, heldPlaces) {
  const near = links.flatMap(({ from, to }) => (from === id ? [known.get(to)] : to === id ? [known.get(from)] : [])).filter(Boolean);
  const centre = mean(near.length > 0 ? near : heldPlaces);
  const distance = near.length > 0 ? DISTANCE : Math.max(...heldPlaces.map(({ x, y }) => Math.hypot(x - centre.x, y - centre.y))) + DISTANCE;
  const angle = index * GOLDEN_ANGLE;
  return { x: centre.x + distance * Math.cos(angle), y: centre.y + distance * Math.sin(angle) };
}

function mean(places) {
  const sum = (member) => places.reduce((total, place) => total + place[member], 0);
  return { x: sum('x') / places.length, y: sum('y') / places.length };
}
