// One conversation in the list. It shows its link; or, instead, a new title to write, or what deleting it means.

import { sendWithEnter } from '../dom/composer.mjs';
import { element, foreign, set } from '../dom/dom.mjs';
import { iconButton, name } from '../dom/icons.mjs';

const LONGEST_TITLE = 200;

export class ListItem {
  #actions;
  #conversation;
  #strings;
  #tools = {
    rename: iconButton('edit', () => this.#askTitle(), { testid: 'rename' }),
    link: iconButton('link', () => this.#copyLink(), { testid: 'copy-link' }),
    erase: iconButton('erase', () => this.#askWhether(), { testid: 'delete' }),
  };
  #place = element('div', { className: 'conversation-title' });
  #when = element('time');
  #row;
  #more = element('div', { className: 'conversation-more', hidden: true });

  /**
   * @param actions.rename (id, title) => a promise
   * @param actions.remove (id) => a promise
   * @param actions.close closes the list
   * @param actions.say reads a text out
   */
  constructor(actions) {
    this.#actions = actions;
    // Browsers give no clipboard to pages that came over plain HTTP from another machine.
    this.#tools.link.hidden = !navigator.clipboard;
    const tools = element('span', { className: 'conversation-tools' }, ...Object.values(this.#tools));
    this.#row = element('div', { className: 'conversation-row' }, this.#place, element('span', { className: 'conversation-end' }, this.#when, tools));
    this.element = element('li', { data: { testid: 'conversation' } }, this.#row, this.#more);
  }

  show(conversation, strings, isCurrent) {
    const isSame = this.#conversation?.title === conversation.title && this.#strings === strings;
    this.#conversation = conversation;
    this.#strings = strings;
    if (!isSame) {
      const properties = { href: `#${conversation.id}`, onclick: () => this.#actions.close() };
      this.#place.replaceChildren(conversation.title ? foreign('a', properties, conversation.title) : element('a', properties, strings.untitled));
    }
    set(this.#place.firstElementChild, 'ariaCurrent', isCurrent ? 'page' : null);
    const when = new Date(conversation.updatedAt);
    if (!Number.isNaN(when.getTime())) {
      set(this.#when, 'dateTime', when.toISOString());
      set(this.#when, 'textContent', shownTime(when));
    }
    const title = conversation.title || strings.untitled;
    name(this.#tools.rename, strings.renameOne(title));
    name(this.#tools.link, strings.copyLinkOf(title));
    name(this.#tools.erase, strings.deleteOne(title));
  }

  /** Back to the link. */
  close() {
    const { mode } = this.element.dataset;
    if (mode !== undefined) {
      delete this.element.dataset.mode;
      this.#more.replaceChildren();
      set(this.#more, 'hidden', true);
      (mode === 'delete' ? this.#tools.erase : this.#tools.rename).focus();
    }
  }

  #open(mode, ...children) {
    this.element.dataset.mode = mode;
    this.#more.replaceChildren(...children);
    set(this.#more, 'hidden', false);
  }

  #askTitle() {
    const { save, cancel, newTitle } = this.#strings;
    const input = element('input', { type: 'text', value: this.#conversation.title, maxLength: LONGEST_TITLE, ariaLabel: newTitle, dir: 'auto', autocomplete: 'off' });
    const form = element('form', { className: 'conversation-form' }, input, element('button', { type: 'submit' }, save), element('button', { type: 'button', onclick: () => this.close() }, cancel));
    sendWithEnter(input);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#rename(input.value.trim());
    });
    this.#open('rename', form);
    input.focus();
    input.select();
  }

  async #rename(title) {
    if (title === '' || title === this.#conversation.title) {
      this.close();
      return;
    }
    await this.#attempt(() => this.#actions.rename(this.#conversation.id, title), () => {
      this.close();
      this.#actions.say(this.#strings.renamed(title));
    });
  }

  #askWhether() {
    const { deleteAsk, deleteNow, cancel, untitled } = this.#strings;
    const ask = element('p', { id: `ask-${this.#conversation.id}` }, deleteAsk(this.#conversation.title || untitled));
    const keep = element('button', { type: 'button', onclick: () => this.close() }, cancel);
    const erase = element('button', { type: 'button', className: 'danger', onclick: () => this.#erase(), data: { testid: 'delete-now' } }, deleteNow);
    const group = element('div', { role: 'group' }, ask, element('div', { className: 'editor-buttons' }, keep, erase));
    group.setAttribute('aria-labelledby', ask.id);
    keep.setAttribute('aria-describedby', ask.id);
    this.#open('delete', group);
    keep.focus();
  }

  async #erase() {
    const title = this.#conversation.title || this.#strings.untitled;
    await this.#attempt(() => this.#actions.remove(this.#conversation.id), () => this.#actions.say(this.#strings.deletedOne(title)));
  }

  /** Nothing can be pressed twice meanwhile. If it fails, that is said where it was pressed. */
  async #attempt(run, done) {
    const buttons = [...this.#more.querySelectorAll('button')];
    buttons.forEach((one) => set(one, 'disabled', true));
    try {
      await run();
      done();
    } catch {
      buttons.forEach((one) => set(one, 'disabled', false));
      this.#more.querySelector('.failed')?.remove();
      this.#more.append(element('p', { className: 'note failed', role: 'alert' }, this.#strings.notDone));
    }
  }

  async #copyLink() {
    const link = new URL(`#${this.#conversation.id}`, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      this.#note(this.#strings.linkCopied);
    } catch {
      this.#note(link);
    }
  }

  #note(text) {
    this.#open('link', element('p', { className: 'note', role: 'status' }, text));
  }
}

/** The year only where it is another one. */
function shownTime(when) {
  const year = when.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  return when.toLocaleString(document.documentElement.lang, { year, month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
}
