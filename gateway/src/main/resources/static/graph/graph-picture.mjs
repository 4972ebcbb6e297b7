// The knowledge graph as a picture: what is drawn where, and what the mouse, fingers and the keyboard do with it.

import { showList } from '../dom/dom.mjs';
import { setAttribute, svg } from '../dom/svg.mjs';
import { GraphGestures } from './graph-gestures.mjs';
import { layOut } from './graph-layout.mjs';
import { shapeOf } from './graph-shapes.mjs';
import { fitted, labelled, labelShift, LINE, nextIn, panned, revealing, symbolScale, toScreen, zoomed } from './graph-viewport.mjs';
import { entityLabel, relationWord, shortName } from './graph-words.mjs';
import { fingerprint, neighboursOf } from './graph.mjs';

const STEP = 60;
/** Between two symbols, in pixels. Where there is less, the words are only below the picture. */
const ROOM_FOR_WORDS = 110;
const ARROWS = {
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
};

export class GraphPicture {
  #graph = { nodes: [], links: [] };
  #fingerprint = '';
  #places = new Map();
  #view = { x: 0, y: 0, scale: 1 };
  #size = { width: 0, height: 0 };
  /** How large the person wants letters, as a factor. */
  #letters = 1;
  /** Whether the person has chosen what is in sight. */
  #moved = false;
  #selected = null;
  /** The entity that the keyboard reaches. */
  #current = null;
  #strings;
  #select;
  #links = svg('g', { class: 'graph-links' });
  #nodes = svg('g', { class: 'graph-nodes' });

  /** @param select called with the id of the entity that the person chooses; null for none */
  constructor(select) {
    this.#select = select;
    this.element = svg('svg', { class: 'graph-picture', role: 'group', 'aria-describedby': 'graph-keys' }, this.#links, this.#nodes);
    this.element.addEventListener('keydown', (event) => this.#pressed(event));
    new GraphGestures(this.element, {
      pan: (dx, dy) => this.pan(dx, dy),
      zoom: (factor, at) => this.zoom(factor, at),
      tap: (target) => this.#tapped(target),
    });
    new ResizeObserver(() => this.#measured()).observe(this.element);
  }

  show(graph, selected, strings) {
    const now = fingerprint(graph);
    const isSame = now === this.#fingerprint && selected === this.#selected && strings === this.#strings;
    if (isSame) {
      return;
    }
    this.#graph = graph;
    this.#selected = selected;
    this.#strings = strings;
    if (now !== this.#fingerprint) {
      this.#fingerprint = now;
      this.#arrange(this.#places);
    }
    this.#draw();
  }

  /** Forgets where everything was. */
  arrange() {
    this.#arrange(new Map());
    this.fit();
  }

  fit() {
    this.#moved = false;
    this.#view = fitted([...this.#places.values()], this.#size);
    this.#draw();
  }

  zoom(factor, at) {
    this.#moved = true;
    this.#view = zoomed(this.#view, factor, this.#size, at);
    this.#draw();
  }

  pan(dx, dy) {
    this.#moved = true;
    this.#view = panned(this.#view, dx, dy, [...this.#places.values()]);
    this.#draw();
  }

  /** Brings an entity into sight. */
  reveal(id) {
    if (this.#places.has(id)) {
      this.#current = id;
      this.#view = revealing(this.#view, this.#places.get(id), this.#size);
      this.#draw();
    }
  }

  #arrange(known) {
    const kept = this.#graph.nodes.some(({ id }) => known.has(id)) ? known : new Map();
    this.#places = layOut(this.#graph, ({ name }) => shortName(name).width, kept);
    const isOutside = ({ x, y }) => x < 0 || y < 0 || x > this.#size.width || y > this.#size.height;
    const hides = [...this.#places.values()].some((place) => isOutside(toScreen(this.#view, place, this.#size)));
    if (kept.size === 0 || (hides && !this.#moved)) {
      this.#moved = false;
      this.#view = fitted([...this.#places.values()], this.#size);
    }
    if (!this.#places.has(this.#current)) {
      this.#current = this.#byDegree()[0]?.id ?? null;
    }
  }

  #measured() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width > 0 && (width !== this.#size.width || height !== this.#size.height)) {
      this.#size = { width, height };
      this.#letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      setAttribute(this.element, 'viewBox', `0 0 ${width} ${height}`);
      if (!this.#moved) {
        this.#view = fitted([...this.#places.values()], this.#size);
      }
      this.#draw();
    }
  }

  // --- Drawing ---

  #draw() {
    if (!this.#strings || this.#size.width === 0) {
      return;
    }
    const { nodes, links } = this.#graph;
    setAttribute(this.element, 'aria-label', this.#strings.graphLabel(nodes.length, links.length));
    const places = new Map([...this.#places].map(([id, place]) => [id, toScreen(this.#view, place, this.#size)]));
    const near = this.#selected === null ? null : neighboursOf(this.#graph, this.#selected).add(this.#selected);
    // Of an entity that is chosen, those around it have their names, and no others.
    const named = this.#byDegree().filter(({ id }) => near === null || near.has(id));
    const shown = labelled(
      named.map(({ id, name }) => {
        const { x, y } = places.get(id);
        const width = shortName(name).width * this.#letters;
        return { id, x: x + labelShift(x, width, this.#size), y, width, important: id === this.#selected };
      }),
      [...places].map(([id, place]) => ({ id, ...place })),
      LINE * this.#letters,
    );
    showList(this.#links, links, {
      key: ({ from, type, to }) => JSON.stringify([from, type, to]),
      create: () => svg('g', { class: 'graph-link', 'aria-hidden': 'true' }, svg('line'), svg('text')),
      update: (child, link) => this.#drawLink(child, link, places),
    });
    showList(this.#nodes, nodes, {
      key: ({ id }) => id,
      create: () => svg('g', { class: 'graph-node', role: 'button' }, svg('circle', { class: 'graph-target', r: 18 }), svg('path'), svg('text', { 'aria-hidden': 'true' })),
      update: (child, node) => this.#drawNode(child, node, places.get(node.id), { near, isLabelled: shown.has(node.id) }),
    });
  }

  #drawLink(child, { from, type, to }, places) {
    const [line, text] = child.children;
    const [start, end] = [places.get(from), places.get(to)];
    Object.entries({ x1: start.x, y1: start.y, x2: end.x, y2: end.y }).forEach(([name, value]) => setAttribute(line, name, value));
    const isNear = from === this.#selected || to === this.#selected;
    child.dataset.near = this.#selected === null ? '' : String(isNear);
    setAttribute(text, 'x', (start.x + end.x) / 2);
    setAttribute(text, 'y', (start.y + end.y) / 2 - 3);
    const hasRoom = Math.hypot(end.x - start.x, end.y - start.y) > ROOM_FOR_WORDS;
    text.textContent = isNear && hasRoom ? relationWord(type, this.#strings) : '';
  }

  #drawNode(child, node, { x, y }, { near, isLabelled }) {
    const [, shape, label] = child.children;
    const { path, colour } = shapeOf(node.type);
    const isSelected = node.id === this.#selected;
    setAttribute(child, 'transform', `translate(${x} ${y})`);
    setAttribute(child, 'aria-label', entityLabel(node, this.#strings));
    setAttribute(child, 'aria-pressed', isSelected);
    setAttribute(child, 'tabindex', node.id === this.#current ? 0 : -1);
    child.dataset.type = colour;
    child.dataset.near = near === null ? '' : String(near.has(node.id));
    setAttribute(shape, 'd', path);
    setAttribute(shape, 'transform', `scale(${Math.min(1.6, 1 + node.degree / 12) * symbolScale(this.#view)})`);
    const { text: name, width } = shortName(node.name);
    setAttribute(label, 'x', labelShift(x, width * this.#letters, this.#size));
    setAttribute(label, 'y', 8 + 12 * this.#letters);
    const text = isLabelled ? name : '';
    if (label.textContent !== text) {
      label.textContent = text;
    }
  }

  #byDegree() {
    return [...this.#graph.nodes].sort((one, other) => other.degree - one.degree);
  }

  // --- What the person does ---

  #tapped(target) {
    const id = target.closest?.('.graph-node')?.dataset.key ?? null;
    if (id !== null) {
      this.#current = id;
      this.#node(id).focus({ preventScroll: true });
    }
    this.#select(id === this.#selected ? null : id);
  }

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey) {
      this.pan(-arrow.dx * STEP, -arrow.dy * STEP);
    } else if (arrow) {
      this.#go(arrow);
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.#select(this.#current === this.#selected ? null : this.#current);
    } else if (event.key === 'Escape' && this.#selected !== null) {
      this.#select(null);
    } else if (event.key === '+' || event.key === '=') {
      this.zoom(1.25);
    } else if (event.key === '-') {
      this.zoom(0.8);
    } else if (event.key === '0') {
      this.fit();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #go(arrow) {
    const points = [...this.#places].map(([id, place]) => ({ id, ...place }));
    const next = nextIn(arrow, { id: this.#current, ...this.#places.get(this.#current) }, points);
    if (next) {
      this.reveal(next.id);
      this.#node(next.id).focus({ preventScroll: true });
    }
  }

  #node(id) {
    return [...this.#nodes.children].find((child) => child.dataset.key === id);
  }
}
