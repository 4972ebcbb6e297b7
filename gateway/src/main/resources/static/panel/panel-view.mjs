// What the side panel shows: the intent, needs with their scores, the knowledge graph, decisions, the summary.

import { byId, element, foreign, set, showList } from '../dom/dom.mjs';
import { GraphView } from '../graph/graph-view.mjs';
import { inWords } from '../state/values.mjs';
import { isEmpty, shownPanel } from './shown-state.mjs';

export class PanelView {
  #shown = {};
  #empty = element('p', { className: 'note panel-empty' });
  #intent = element('div', { data: { testid: 'panel-intent' } });
  #needs = element('ul', { className: 'needs', role: 'list', data: { testid: 'panel-needs' } });
  #decisions = element('ul', { className: 'decisions', data: { testid: 'panel-decisions' } });
  #summary = element('div', { className: 'panel-summary', data: { testid: 'panel-summary' } });
  #graph;
  #sections;

  constructor(options) {
    this.#graph = new GraphView(options);
    this.#sections = {
      intentTitle: section('intent', this.#intent),
      needsTitle: section('needs', this.#needs),
      graphTitle: section('graph', this.#graph.element, this.#graph.toggle),
      decisionsTitle: section('decisions', this.#decisions),
      summaryTitle: section('summary', this.#summary),
    };
    byId('panel-body').append(this.#empty, ...Object.values(this.#sections));
  }

  show(shared, strings) {
    const { intent, context } = shared;
    if (this.#shown.intent === intent && this.#shown.context === context && this.#shown.strings === strings) {
      return;
    }
    this.#shown = { intent, context, strings };
    const shown = shownPanel(shared);
    set(this.#empty, 'textContent', strings.panelEmpty);
    set(this.#empty, 'hidden', !isEmpty(shown));
    for (const [title, made] of Object.entries(this.#sections)) {
      set(made.querySelector('h2'), 'textContent', strings[title]);
    }
    const { intentTitle, needsTitle, graphTitle, decisionsTitle, summaryTitle } = this.#sections;
    set(intentTitle, 'hidden', shown.intent === null);
    set(needsTitle, 'hidden', shown.needs.length === 0);
    set(graphTitle, 'hidden', shown.graph.nodes.length === 0);
    set(decisionsTitle, 'hidden', shown.decisions.length === 0);
    set(summaryTitle, 'hidden', shown.summary === '');
    this.#intent.replaceChildren(...(shown.intent ? intentElements(shown.intent, strings) : []));
    showNeeds(this.#needs, shown.needs, strings);
    this.#decisions.replaceChildren(...shown.decisions.map((decision) => foreign('li', {}, decision)));
    this.#summary.replaceChildren(foreign('p', {}, shown.summary));
    this.#graph.show(shown.graph, strings);
  }
}

function section(id, content, ...besideTitle) {
  const title = element('h2', { id: `panel-${id}-title` });
  const made = element('section', {}, element('div', { className: 'panel-head' }, title, ...besideTitle), content);
  made.setAttribute('aria-labelledby', title.id);
  return made;
}

function intentElements({ name, percent, slots }, strings) {
  const word = (words, key) => (Object.hasOwn(words, key) ? words[key] : inWords(key));
  const fields = slots.flatMap(([slot, value]) => [element('dt', {}, word(strings.slots, slot)), foreign('dd', {}, value)]);
  return [
    element('p', {}, element('strong', {}, word(strings.intents, name))),
    element('p', { className: 'meter' }, element('span', { className: 'meter-label' }, strings.confidence), ' ', ...bar(percent, strings.percent(percent))),
    ...(fields.length > 0 ? [element('dl', { className: 'panel-slots' }, ...fields)] : []),
  ];
}

/** A person's needs keep their bars, so that a changed score is seen as a change. */
function showNeeds(list, needs, strings) {
  showList(list, needs, {
    key: ({ need }) => need,
    create: ({ need }) => element('li', {}, foreign('span', { className: 'need' }, need), ' ', element('span', { className: 'meter' }, ...bar(0, ''))),
    update: (child, { score }) => {
      const [shown, fill, words] = [child.querySelector('.number'), child.querySelector('.meter-bar span'), child.querySelector('.unseen')];
      set(fill.style, 'width', `${score}%`);
      set(shown, 'textContent', strings.number(score));
      set(words, 'textContent', strings.scoreOf(score));
    },
  });
}

/** A bar, its number for those who see it, and its number in words for those who hear it. */
function bar(percent, words) {
  const fill = element('span');
  fill.style.width = `${percent}%`;
  return [
    element('span', { className: 'meter-bar', ariaHidden: 'true' }, fill),
    element('span', { className: 'number', ariaHidden: 'true' }, words),
    element('span', { className: 'unseen' }, words),
  ];
}
