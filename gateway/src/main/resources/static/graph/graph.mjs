// The knowledge graph of a conversation: which entities there are, and how they relate. Pure.

import { listOf, textOf } from '../state/values.mjs';

/** More entities than these are not drawn. The list has all of them. */
const MOST_DRAWN = 300;

/**
 * The graph in the shared state's context. Of entities with one id the last counts; a relation that leads nowhere, or from
 * an entity to itself, is left out.
 *
 * @return {nodes: [{id, name, type, degree}], links: [{from, type, to}]}
 */
export function graphOf(context) {
  const nodes = new Map();
  for (const { id, name, type } of listOf(context?.entities).filter(Boolean)) {
    if (textOf(id) !== '') {
      nodes.set(id, { id, name: textOf(name) || id, type: textOf(type).toLowerCase(), degree: 0 });
    }
  }
  const links = new Map();
  for (const { from, type, to } of listOf(context?.relations).filter(Boolean)) {
    if (nodes.has(from) && nodes.has(to) && from !== to) {
      links.set(JSON.stringify([from, textOf(type), to]), { from, type: textOf(type), to });
    }
  }
  for (const { from, to } of links.values()) {
    nodes.get(from).degree += 1;
    nodes.get(to).degree += 1;
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}

/** The part of a graph that is drawn: the most connected entities. */
export function drawn({ nodes, links }, most = MOST_DRAWN) {
  if (nodes.length <= most) {
    return { nodes, links };
  }
  const kept = new Set([...nodes].sort((one, other) => other.degree - one.degree).slice(0, most).map(({ id }) => id));
  return { nodes: nodes.filter(({ id }) => kept.has(id)), links: links.filter(({ from, to }) => kept.has(from) && kept.has(to)) };
}

/** The relations of an entity: {from, type, to}, with nodes in the place of their ids. Those that start at it come first. */
export function relationsOf({ nodes, links }, id) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = links.filter(({ from }) => from === id);
  const others = links.filter(({ to }) => to === id);
  return [...own, ...others].map(({ from, type, to }) => ({ from: byId.get(from), type, to: byId.get(to) }));
}

/** The ids of an entity's neighbours. */
export function neighboursOf({ links }, id) {
  return new Set(links.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : [])));
}

/** The same for graphs that look the same. */
export function fingerprint({ nodes, links }) {
  return JSON.stringify([nodes.map(({ id, name, type }) => [id, name, type]), links]);
}
