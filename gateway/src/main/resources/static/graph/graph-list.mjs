// The knowledge graph as a list: the same as the picture says, in words.

import { element, foreign } from '../dom/dom.mjs';
import { relationSentence, typeWord } from './graph-words.mjs';
import { relationsOf } from './graph.mjs';

/** Shows each entity with its relations, the most connected first. */
export function showGraphList(list, graph, strings) {
  const shown = list.shown;
  if (shown?.graph === graph && shown.strings === strings) {
    return;
  }
  list.shown = { graph, strings };
  const nodes = [...graph.nodes].sort((one, other) => other.degree - one.degree);
  list.replaceChildren(
    ...nodes.map((node) => {
      // Each relation stands where it starts, so that it is there once.
      const own = relationsOf(graph, node.id).filter(({ from }) => from.id === node.id);
      return element(
        'li',
        {},
        foreign('span', { className: 'graph-name' }, node.name),
        ' ',
        element('span', { className: 'note' }, typeWord(node.type, strings)),
        own.length > 0
          ? element('ul', {}, ...own.map((relation) => foreign('li', {}, relationSentence(relation, strings))))
          : null,
      );
    }),
  );
}
