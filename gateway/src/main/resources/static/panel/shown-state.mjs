// What the shared state says about the conversation, as the side panel shows it. Pure. The state is written by models,
// so everything may be missing, doubled or of the wrong kind.

import { graphOf } from '../graph/graph.mjs';
import { isObject, listOf, textOf } from '../state/values.mjs';

/**
 * @return {intent: {name, percent, slots: [[name, text]]} | null, needs: [{need, score}], decisions, summary, graph}; needs are
 *     the most important first, percent and scores are whole numbers from 0 to 100
 */
export function shownPanel({ intent, context }) {
  const known = isObject(context) ? context : {};
  return {
    intent: isObject(intent) && textOf(intent.name) !== '' ? shownIntent(intent) : null,
    needs: listOf(known.needs)
      .filter((need) => isObject(need) && textOf(need.need) !== '')
      .map(({ need, score }) => ({ need: textOf(need), score: within(score) }))
      .sort((one, other) => other.score - one.score),
    decisions: [...new Set(listOf(known.decisions).map(textOf))].filter((text) => text !== ''),
    summary: textOf(known.summary),
    graph: graphOf(known),
  };
}

export function isEmpty({ intent, needs, decisions, summary, graph }) {
  return intent === null && needs.length + decisions.length + graph.nodes.length === 0 && summary === '';
}

function shownIntent({ name, confidence, slots }) {
  const texts = isObject(slots) ? Object.entries(slots).map(([slot, value]) => [slot, textOf(value)]) : [];
  return { name: textOf(name), percent: within(confidence * 100), slots: texts.filter(([, value]) => value !== '') };
}

function within(value) {
  return Number.isFinite(value) ? Math.min(100, Math.max(0, Math.round(value))) : 0;
}
