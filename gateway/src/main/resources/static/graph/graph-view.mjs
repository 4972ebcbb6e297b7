// The knowledge graph in the side panel: as a picture or as a list, small or large, with what is known of the chosen entity.

import { element, foreign, set } from '../dom/dom.mjs';
import { iconButton, name } from '../dom/icons.mjs';
import { svg } from '../dom/svg.mjs';
import { showGraphList } from './graph-list.mjs';
import { GraphPicture } from './graph-picture.mjs';
import { hasShape, shapeOf } from './graph-shapes.mjs';
import { entityStory, relationWord, typeWord } from './graph-words.mjs';
import { drawn, relationsOf } from './graph.mjs';

const AS_LIST = 'quillmesh.graph.list';

export class GraphView {
  #keeper;
  #say;
  #graph = { nodes: [], links: [] };
  #selected = null;
  #strings;
  #picture = new GraphPicture((id) => this.#select(id));
  #asList = element('button', { type: 'button', className: 'quiet', id: 'graph-as-list', onclick: () => this.#switch() });
  #in = iconButton('plus', () => this.#picture.zoom(1.25), { repeats: '' });
  #out = iconButton('minus', () => this.#picture.zoom(0.8), { repeats: '' });
  #fit = iconButton('fit', () => this.#picture.fit(), { testid: 'graph-fit' });
  #arrange = iconButton('arrange', () => this.#picture.arrange());
  #size = iconButton('enlarge', () => this.#resize(), { testid: 'graph-enlarge' });
  #shrink = iconButton('shrink', () => this.#resize());
  #keys = element('p', { id: 'graph-keys', className: 'unseen' });
  #legend = element('ul', { className: 'graph-legend', role: 'list' });
  #notDrawn = element('p', { className: 'note' });
  #detail = element('div', { className: 'graph-detail', data: { testid: 'graph-detail' } });
  #list = element('ul', { className: 'graph-list', role: 'list', data: { testid: 'graph-list' } });
  #drawing;
  #body;
  #large = element('dialog', { className: 'graph-large', data: { testid: 'graph-large' } });

  /**
   * @param keeper keeps whether the person prefers the list
   * @param say reads a text out
   */
  constructor({ keeper, say }) {
    this.#keeper = keeper;
    this.#say = say;
    const tools = element('div', { className: 'graph-tools' }, this.#in, this.#out, this.#fit, this.#arrange, this.#size, this.#shrink);
    this.#drawing = element('div', { className: 'graph-drawing' }, this.#keys, this.#picture.element, tools, this.#legend, this.#notDrawn, this.#detail);
    this.#body = element('div', { className: 'graph-body' }, this.#drawing, this.#list);
    this.element = element('div', { className: 'graph' }, this.#body);
    document.body.append(this.#large);
    this.#large.addEventListener('close', () => this.element.append(this.#body));
    this.#showSize();
  }

  /** The button between picture and list; its place is beside the heading. */
  get toggle() {
    return this.#asList;
  }

  show(graph, strings) {
    this.#graph = graph;
    this.#strings = strings;
    if (!graph.nodes.some(({ id }) => id === this.#selected)) {
      this.#selected = null;
    }
    const buttons = [[this.#in, 'zoomIn'], [this.#out, 'zoomOut'], [this.#fit, 'zoomFit'], [this.#arrange, 'arrange'], [this.#size, 'enlarge'], [this.#shrink, 'shrink']];
    buttons.forEach(([button, text]) => name(button, strings[text]));
    set(this.#large, 'ariaLabel', strings.graphTitle);
    set(this.#keys, 'textContent', strings.graphKeys);
    this.#showAll();
  }

  #showAll() {
    const strings = this.#strings;
    const asList = this.#keeper.get(AS_LIST) === 'yes';
    set(this.#asList, 'textContent', asList ? strings.asPicture : strings.asList);
    set(this.#drawing, 'hidden', asList);
    set(this.#list, 'hidden', !asList);
    if (asList) {
      showGraphList(this.#list, this.#graph, strings);
      return;
    }
    const shown = drawn(this.#graph);
    this.#picture.show(shown, this.#selected, strings);
    this.#showLegend(strings);
    const [count, all] = [shown.nodes.length, this.#graph.nodes.length];
    set(this.#notDrawn, 'textContent', count < all ? strings.notDrawn(count, all) : '');
    set(this.#notDrawn, 'hidden', count === all);
    this.#showDetail(strings);
  }

  #showLegend(strings) {
    const types = [...new Set(this.#graph.nodes.map(({ type }) => type))].filter(hasShape);
    this.#legend.replaceChildren(
      ...types.map((type) => {
        const { path, colour } = shapeOf(type);
        const symbol = svg('svg', { viewBox: '-8 -8 16 16', 'aria-hidden': 'true' }, svg('path', { d: path }));
        return element('li', { data: { type: colour } }, symbol, typeWord(type, strings));
      }),
    );
  }

  #showDetail(strings) {
    const node = this.#graph.nodes.find(({ id }) => id === this.#selected);
    if (!node) {
      this.#detail.replaceChildren(element('p', { className: 'note' }, strings.graphHint));
      return;
    }
    const relations = relationsOf(this.#graph, node.id).map((relation) => element('li', {}, ...this.#relationParts(relation, node, strings)));
    this.#detail.replaceChildren(
      element('p', { className: 'graph-entity' }, foreign('strong', {}, node.name), ' ', element('span', { className: 'note' }, typeWord(node.type, strings))),
      relations.length > 0 ? element('ul', { role: 'list' }, ...relations) : element('p', { className: 'note' }, strings.noRelations),
    );
  }

  /** The other entity is a button that leads to it. */
  #relationParts({ from, type, to }, node, strings) {
    const part = (end) =>
      end.id === node.id
        ? foreign('span', {}, end.name)
        : foreign('button', { type: 'button', className: 'graph-hop', onclick: () => this.#hop(end.id) }, end.name);
    return [part(from), ' ', foreign('span', { className: 'graph-verb' }, relationWord(type, strings)), ' ', part(to)];
  }

  #hop(id) {
    this.#select(id);
    this.#picture.reveal(id);
    (this.#detail.querySelector('button') ?? this.#fit).focus({ preventScroll: true });
  }

  #select(id) {
    this.#selected = id;
    this.#showAll();
    const node = this.#graph.nodes.find((one) => one.id === id);
    if (node) {
      this.#say(entityStory(node, relationsOf(this.#graph, id), this.#strings));
    }
  }

  #switch() {
    this.#keeper.set(AS_LIST, this.#keeper.get(AS_LIST) === 'yes' ? 'no' : 'yes');
    this.#showAll();
  }

  #resize() {
    if (this.#large.open) {
      this.#large.close();
    } else {
      this.#large.append(this.#body);
      this.#large.showModal();
    }
    this.#showSize();
    (this.#large.open ? this.#shrink : this.#size).focus();
  }

  #showSize() {
    set(this.#size, 'hidden', this.#large.open);
    set(this.#shrink, 'hidden', !this.#large.open);
  }
}
