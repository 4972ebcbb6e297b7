// Who wrote what: a quiet tint over the article, with a tooltip, and the shares below the article's head.

import { byId, element, set } from '../dom/dom.mjs';
import { shownLines } from '../text/markdown.mjs';
import { authorText, blockOffsets, percent, shares, shownSpans, sourceOffsets } from './versions.mjs';

const PERSON = 'written-by-person';
const AGENT = 'written-by-agent';

const article = byId('article');
const toggle = byId('provenance');
const legend = byId('provenance-legend');
const tip = byId('provenance-tip');

export class ProvenanceView {
  #client;
  #gateway;
  #strings = null;
  #isOn = false;
  #isEdited = false;
  /** The version whose spans are shown, or asked for; null if there is none. */
  #version = null;
  #spans = null;
  /** The parts of the shown text: { range, span }. */
  #pieces = [];

  constructor({ client, gateway }) {
    this.#client = client;
    this.#gateway = gateway;
    toggle.addEventListener('click', () => {
      this.#isOn = !this.#isOn;
      toggle.ariaPressed = String(this.#isOn);
      this.show(this.#client.state, this.#strings);
    });
    article.addEventListener('pointermove', (event) => this.#point(event));
    article.addEventListener('pointerleave', () => set(tip, 'hidden', true));
  }

  /**
   * Called after every change of the state, when the article is shown.
   *
   * @param isEdited whether something else than the article's version is shown: nobody knows who wrote that yet
   */
  show({ shared, draft }, strings, isEdited = this.#isEdited) {
    this.#isEdited = isEdited;
    const changed = this.#strings !== strings;
    this.#strings = strings;
    const version = shared.article?.version ?? null;
    const isThere = version !== null && draft === null && !isEdited;
    set(toggle, 'hidden', !isThere);
    if (!isThere || !this.#isOn) {
      this.#clear();
    } else if (version !== this.#version) {
      this.#load(version);
    } else if (changed && this.#spans) {
      this.#paint();
    }
    set(legend, 'hidden', !isThere || !this.#isOn || this.#spans === null);
  }

  #clear() {
    this.#version = null;
    this.#spans = null;
    this.#pieces = [];
    set(tip, 'hidden', true);
    globalThis.CSS?.highlights?.delete(PERSON);
    globalThis.CSS?.highlights?.delete(AGENT);
  }

  async #load(version) {
    this.#clear();
    this.#version = version;
    const conversation = this.#client.conversationId;
    const answer = await this.#gateway.provenance(conversation, version).catch(() => null);
    if (this.#version !== version || this.#client.conversationId !== conversation) {
      return;
    }
    if (answer === null) {
      this.#version = null;
      legend.replaceChildren(element('li', {}, this.#strings.versionsUnavailable));
      set(legend, 'hidden', false);
      return;
    }
    this.#spans = answer.spans;
    this.#paint();
    set(legend, 'hidden', false);
  }

  #paint() {
    const strings = this.#strings;
    const { markdown } = this.#client.state.shared.article;
    legend.replaceChildren(
      ...shares(this.#spans).map((one) =>
        element('li', { data: { author: one.author } }, `${authorText(one, strings)}: ${strings.percent(percent(one.share))}`),
      ),
    );
    const blocks = blockOffsets(markdown, shownLines(article));
    this.#pieces = Array.from(article.children).flatMap((block, index) =>
      blocks[index] ? piecesOf(block, markdown.slice(blocks[index].start, blocks[index].end), blocks[index].start, this.#spans) : [],
    );
    this.#tint(PERSON, 'PERSON');
    this.#tint(AGENT, 'AGENT');
  }

  /** Highlights change no nodes, so selections and the article's own updates are not disturbed. */
  #tint(name, author) {
    if (globalThis.CSS?.highlights && globalThis.Highlight) {
      const ranges = this.#pieces.filter(({ span }) => span.author === author).map(({ range }) => range);
      CSS.highlights.set(name, new Highlight(...ranges));
    }
  }

  #point({ clientX, clientY }) {
    const [node, offset] = this.#pieces.length > 0 ? placeAt(clientX, clientY) : [];
    const piece = node && this.#pieces.find(({ range }) => range.isPointInRange(node, offset));
    set(tip, 'hidden', !piece);
    if (piece) {
      const { span } = piece;
      set(tip, 'textContent', `${authorText(span, this.#strings)} · ${this.#strings.version(span.version)}`);
      tip.style.left = `${Math.min(clientX + 12, innerWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${clientY + 16}px`;
    }
  }
}

/** The node and the offset below a point; the standard's way, or that of older browsers. */
function placeAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) {
    return [position.offsetNode, position.offset];
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : [];
}

function piecesOf(block, source, base, spans) {
  const nodes = textNodes(block);
  const shown = nodes.map(({ data }) => data).join('');
  const pieces = shownSpans(spans, sourceOffsets(source, shown), base);
  return pieces.map(({ start, end, span }) => ({ span, range: rangeOf(nodes, start, end) }));
}

function textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
  }
  return nodes;
}

function rangeOf(nodes, start, end) {
  const range = new Range();
  let at = 0;
  for (const node of nodes) {
    if (start >= at && start < at + node.length) {
      range.setStart(node, start - at);
    }
    if (end > at && end <= at + node.length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += node.length;
  }
  return range;
}
