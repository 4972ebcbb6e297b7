// Where the article is read, it is edited. This joins the reader, the editor and the bars. The editor itself is loaded when
// it is needed first.

import { byId, set } from '../dom/dom.mjs';
import { shownArticle } from '../state/shown.mjs';
import { languageOf } from '../text/text-language.mjs';
import { showComparison } from './compare-view.mjs';
import { askForLink, makeEditorBar, showEditorBar } from './editor-bar.mjs';
import { focusPassageBar } from './passage-bar.mjs';
import { SelectedPassage } from './selected-passage.mjs';

/** What is typed is kept in the browser after so many milliseconds. */
const KEEP = 300;

const pane = byId('article-pane');
const reader = byId('article');
const place = byId('editor');
const bar = byId('passage-bar');

export class ArticleEditor {
  #options;
  #module = null;
  #editor = null;
  #opening = false;
  #timer = null;
  #passage;

  /**
   * @param options.client the conversation
   * @param options.edits what the person wrote
   * @param options.gateway compares versions
   * @param options.strings () => the texts
   * @param options.onChange called when there is something else to show
   */
  constructor(options) {
    this.#options = options;
    makeEditorBar({ done: () => this.end() });
    this.#passage = new SelectedPassage({
      ...options,
      load: () => this.#load(),
      editor: () => this.#editor,
      canEdit: () => this.#canEdit(),
      leave: () => this.#leave(),
      end: () => this.end(),
    });
    this.#listen();
  }

  get isEditing() {
    return this.#editor !== null;
  }

  /** Opens the editor. @param at {left, top} where the person pressed */
  async begin(at = null) {
    if (this.#editor || this.#opening || !this.#canEdit()) {
      return;
    }
    this.#opening = true;
    const { client, edits, strings, onChange } = this.#options;
    const { conversationId } = client;
    const isLoaded = await this.#load().then(() => true, () => false);
    this.#opening = false;
    if (!isLoaded) {
      client.notify('editorUnavailable');
      return;
    }
    if (conversationId !== client.conversationId || this.#editor || !this.#canEdit()) {
      return;
    }
    const { scrollTop } = pane;
    place.setAttribute('lang', languageOf(edits.shown));
    // At once, so that the press is where the same words are.
    place.hidden = false;
    reader.hidden = true;
    byId('compare').hidden = true;
    pane.dataset.comparing = 'false';
    this.#editor = this.#module.openEditor({
      place,
      markdown: edits.shown,
      label: strings().editorLabel,
      keys: {
        Escape: () => this.end(),
        'Mod-k': () => askForLink(),
        'Mod-s': () => this.#leave(),
        'Mod-j': () => focusPassageBar(),
        'Alt-F10': () => (bar.hidden ? byId('editor-bar').querySelector('[tabindex="0"]')?.focus() : focusPassageBar()),
      },
      onTouch: () => edits.touch(),
      onChange: () => this.#later(),
      onSelect: () => this.#editor && showEditorBar(this.#editor, strings()),
      onBlur: () => this.#leave(),
    });
    onChange();
    // Before the bar moves the lines: the press was where they are now.
    this.#editor.focus(at);
    const shift = this.#keepLines(() => showEditorBar(this.#editor, strings()), scrollTop);
    // What the bar would cover is shown below it.
    const isCovered = at !== null && at.top < byId('article-head').getBoundingClientRect().bottom;
    pane.scrollTop = scrollTop + (at === null || isCovered ? 0 : shift);
  }

  /** The lines stay where they are on the screen when the bar above them comes or goes. */
  #keepLines(change, scrollTop) {
    const head = byId('article-head');
    const before = head.offsetHeight;
    change();
    const shift = head.offsetHeight - before;
    pane.scrollTop = scrollTop + shift;
    return shift;
  }

  /** Back to reading. What was typed is saved. */
  end() {
    if (this.#editor) {
      this.#leave();
      const hadFocus = place.contains(document.activeElement) || byId('editor-bar').contains(document.activeElement);
      const { scrollTop } = pane;
      this.#editor.destroy();
      this.#editor = null;
      place.hidden = true;
      reader.hidden = false;
      this.#options.onChange();
      this.#keepLines(() => showEditorBar(null, this.#options.strings()), scrollTop);
      if (hadFocus) {
        const isReading = this.#canEdit();
        set(byId('edit-article'), 'hidden', !isReading);
        (isReading ? byId('edit-article') : pane).focus({ preventScroll: true });
      }
    }
  }

  /** Another text is the article, or there are two to choose from. */
  textChanged() {
    const { edits } = this.#options;
    if (this.#editor && edits.conflict === null && !this.#editor.isComposing) {
      clearTimeout(this.#timer);
      this.#editor.replace(edits.shown);
    }
    this.#options.onChange();
  }

  /** Called with every frame that is shown. */
  show(state) {
    const { client, edits, gateway, strings } = this.#options;
    const { writing } = shownArticle(state);
    const isIdle = edits.text === null && !this.#editor?.isComposing;
    if (this.#editor && ((writing && isIdle) || (edits.conflict && !this.#editor.isComposing))) {
      this.end();
    }
    const conflict = this.#editor ? null : edits.conflict;
    set(byId('edit-article'), 'hidden', this.isEditing || !this.#canEdit());
    showEditorBar(this.#editor, strings());
    if (writing || conflict) {
      this.#passage.unselect();
    }
    const article = client.state.shared.article ?? {};
    showComparison(
      conflict && { mine: conflict.version, current: article.version, markdown: edits.text, theirs: article.markdown },
      () => gateway.diff(client.conversationId, conflict.version, { from: article.version }),
      { keep: () => edits.keep(), yield: () => edits.yield(), merge: () => this.#merge() },
      strings());
    set(pane.dataset, 'comparing', String(conflict !== null));
    this.#passage.askWhenSaved();
  }

  #canEdit() {
    const { client, edits } = this.#options;
    const { markdown, writing, unfinished } = shownArticle(client.state);
    return edits.conflict === null && !writing && !unfinished && (markdown !== '' || edits.text !== null);
  }

  async #load() {
    this.#module ??= await import('../editor/editor.mjs');
    return this.#module;
  }

  async #merge() {
    const { client, edits } = this.#options;
    await this.#load();
    edits.merge(this.#module.merged(client.state.shared.article.markdown, edits.text));
    await this.begin();
  }

  // --- What is typed ---

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), KEEP);
  }

  #keep() {
    clearTimeout(this.#timer);
    if (this.#editor && !this.#editor.isComposing) {
      this.#options.edits.typed(this.#editor.markdown);
      this.#options.onChange();
    }
  }

  /** The person looks elsewhere: that is a pause. */
  #leave() {
    this.#keep();
    this.#options.edits.flush();
  }

  /** The page may be gone in a moment. */
  leave() {
    if (this.#editor) {
      this.#options.edits.typed(this.#editor.markdown);
    }
    this.#options.edits.flush();
  }

  #listen() {
    byId('edit-article').addEventListener('click', () => this.begin());
    reader.addEventListener('click', (event) => {
      const isTouch = event.pointerType ? event.pointerType === 'touch' : matchMedia('(pointer: coarse)').matches;
      if (!isTouch && event.button === 0 && getSelection().isCollapsed && !event.target.closest('a, button')) {
        this.begin({ left: event.clientX, top: event.clientY });
      }
    });
    pane.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target === pane) {
        event.preventDefault();
        this.begin();
      }
    });
    byId('editor-bar').addEventListener('keydown', (event) => event.key === 'Escape' && this.end());
    addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => document.hidden && this.leave());
  }
}
