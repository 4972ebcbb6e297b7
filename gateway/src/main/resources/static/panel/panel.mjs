// The side panel: beside the article and the conversation where there is room, else a sheet over them. The browser remembers
// whether it is open beside them.

import { byId, set } from '../dom/dom.mjs';
import { PanelView } from './panel-view.mjs';

const OPEN = 'quillmesh.panel';
const WIDE = '(min-width: 72rem)';

const panel = byId('panel');
const sheet = byId('panel-sheet');
const content = byId('panel-content');
const toggle = byId('panel-toggle');
const wide = matchMedia(WIDE);

export class Panel {
  #keeper;
  #onPlaced;
  #view;
  #last = null;

  /**
   * @param options.keeper a store that survives the visit
   * @param options.say reads a text out
   * @param options.onPlaced called when there is more or less room for the rest of the page
   */
  constructor({ keeper, say, onPlaced }) {
    this.#keeper = keeper;
    this.#onPlaced = onPlaced;
    this.#view = new PanelView({ keeper, say });
    toggle.addEventListener('click', () => (this.isOpen ? this.#close() : this.#open()));
    byId('panel-close').addEventListener('click', () => this.#close());
    sheet.addEventListener('close', () => this.#told());
    // The dark around the sheet.
    sheet.addEventListener('click', ({ target }) => target === sheet && sheet.close());
    wide.addEventListener('change', () => this.#place());
    this.#place();
  }

  get isOpen() {
    return !panel.hidden || sheet.open;
  }

  show(state, strings) {
    this.#last = { state, strings };
    if (this.isOpen) {
      this.#view.show(state.shared, strings);
    }
  }

  #open() {
    if (wide.matches) {
      this.#keeper.set(OPEN, 'open');
      this.#place();
    } else {
      sheet.append(content);
      sheet.showModal();
      this.#told();
    }
  }

  #close() {
    const hadFocus = content.contains(document.activeElement);
    if (sheet.open) {
      sheet.close();
    } else {
      this.#keeper.set(OPEN, 'closed');
      this.#place();
    }
    if (hadFocus) {
      toggle.focus();
    }
  }

  /** After a start, and when the page becomes wide or narrow. */
  #place() {
    const beside = wide.matches && this.#keeper.get(OPEN) === 'open';
    if (beside || !sheet.open) {
      sheet.close();
      panel.append(content);
    }
    set(panel, 'hidden', !beside);
    this.#told();
  }

  #told() {
    toggle.setAttribute('aria-expanded', String(this.isOpen));
    set(document.documentElement.dataset, 'panel', panel.hidden ? '' : 'open');
    this.#onPlaced();
    if (this.#last) {
      this.show(this.#last.state, this.#last.strings);
    }
  }
}
