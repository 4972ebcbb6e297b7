// A passage that the person selects, in the reader or in the editor, and what they want to have done with it.

import { byId } from '../dom/dom.mjs';
import { languageOf } from '../text/text-language.mjs';
import { hidePassageBar, isInPassageBar, keepMarked, makePassageBar, showPassageBar } from './passage-bar.mjs';

const pane = byId('article-pane');
const reader = byId('article');
const place = byId('editor');
const bar = byId('passage-bar');

export class SelectedPassage {
  #options;
  /** {range, places: {from, to}} */
  #selected = null;
  /** What to do as soon as everything is saved: {text, places}. */
  #asking = null;
  #pointerDown = false;

  /**
   * @param options.client the conversation
   * @param options.edits what the person wrote
   * @param options.strings () => the texts
   * @param options.load () => a promise of the editor's module
   * @param options.editor () => the open editor, or null
   * @param options.canEdit () => whether the article can be changed now
   * @param options.leave () => saves what was typed
   * @param options.end () => closes the editor
   */
  constructor(options) {
    this.#options = options;
    makePassageBar({ ask: (text) => this.#ask(text), leave: () => this.#leaveBar(), strings: options.strings });
    this.#listen();
  }

  #ask(text) {
    if (this.#selected) {
      const places = this.#options.editor()?.selected ?? this.#selected.places;
      this.#options.leave();
      this.#asking = { text, places };
      this.unselect();
      this.askWhenSaved();
    }
  }

  /** The server changes what it has. So what was typed is saved first. */
  async askWhenSaved() {
    const { client, edits, load, end } = this.#options;
    if (edits.conflict) {
      this.#asking = null;
    }
    if (this.#asking && edits.text === null) {
      const { text, places } = this.#asking;
      const { version, markdown } = edits.base;
      this.#asking = null;
      const { passageAt } = await load();
      const passage = passageAt(markdown, places);
      if (passage && client.say(text, undefined, { version, ...passage })) {
        end();
      }
    }
  }

  #look() {
    const { client, canEdit, editor } = this.#options;
    const selection = getSelection();
    if (this.#pointerDown || isInPassageBar(document.activeElement)) {
      return;
    }
    const home = editor() ? place : reader;
    const text = selection.toString();
    const isPassage = text.trim() !== '' && home.contains(selection.anchorNode) && home.contains(selection.focusNode);
    if (isPassage && !client.blocked && canEdit()) {
      this.#select(home, selection.getRangeAt(0).cloneRange(), text);
    } else {
      this.unselect();
    }
  }

  async #select(home, range, text) {
    const { client, load, strings } = this.#options;
    const module = await load().catch(() => null);
    if (module === null) {
      client.notify('editorUnavailable');
    } else if (getSelection().toString() === text) {
      const from = module.placeIn(home, range.startContainer, range.startOffset);
      const to = module.placeIn(home, range.endContainer, range.endOffset);
      this.#selected = from && to ? { range, places: { from, to } } : null;
      if (this.#selected) {
        showPassageBar(range, /^zh/u.test(languageOf(text)), strings());
      }
    }
  }

  unselect() {
    this.#selected = null;
    hidePassageBar();
  }

  #leaveBar() {
    this.unselect();
    const editor = this.#options.editor();
    if (editor) {
      editor.focus('here');
    } else {
      pane.focus({ preventScroll: true });
    }
  }

  #listen() {
    document.addEventListener('selectionchange', () => this.#look());
    document.addEventListener('pointerdown', ({ target }) => {
      this.#pointerDown = !isInPassageBar(target);
    }, true);
    for (const end of ['pointerup', 'pointercancel']) {
      document.addEventListener(end, () => {
        this.#pointerDown = false;
        // The selection is made a moment after the button is up.
        setTimeout(() => this.#look());
      }, true);
    }
    bar.addEventListener('focusin', () => this.#selected && keepMarked(this.#selected.range));
    bar.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget && !isInPassageBar(relatedTarget) && !place.contains(relatedTarget)) {
        this.unselect();
      }
    });
  }
}
