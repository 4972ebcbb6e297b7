// Where the person types. The text stays with its conversation, and the limit is shown while typing.

import { fit, sends, TOUCH } from '../dom/composer.mjs';
import { byId, element, set } from '../dom/dom.mjs';
import { joined } from '../state/drafts.mjs';
import { room } from '../state/limits.mjs';

const input = byId('message-input');
const form = byId('composer');
const touch = matchMedia(TOUCH);
const note = element('p', { id: 'composer-note', className: 'note composer-note', hidden: true });

export class MessageInput {
  #drafts;
  #conversationId = null;
  #suggestion = null;
  #strings;

  /**
   * @param options.drafts where texts are kept
   * @param options.send called with a text to send; returns false if it was not accepted and must stay
   * @param options.onRefused called with the reason when a text is too long to be sent
   */
  constructor({ drafts, send, onRefused }) {
    this.#drafts = drafts;
    form.before(note);
    input.setAttribute('aria-describedby', note.id);
    input.addEventListener('input', () => this.#changed());
    input.addEventListener('keydown', (event) => {
      if (sends(event, touch.matches)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    const showWhatEnterDoes = () => set(input, 'enterKeyHint', touch.matches ? 'enter' : 'send');
    touch.addEventListener('change', showWhatEnterDoes);
    showWhatEnterDoes();
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text === '') {
        return;
      }
      if (room(text).over > 0) {
        onRefused(note.textContent);
      } else if (send(text)) {
        this.#write('');
      }
      input.focus();
    });
  }

  /** Shows a conversation's draft; null means a conversation without an id. */
  open(conversationId) {
    this.#conversationId = conversationId;
    this.#suggestion = null;
    this.#write(this.#drafts.get(conversationId));
  }

  /** Adds a text to the typed text. */
  add(text) {
    this.#write(joined(input.value, text));
    input.focus();
  }

  /** Adds a suggested text. The next suggestion replaces it, unless it was changed. */
  suggest(text) {
    this.#write(joined(input.value, text, this.#suggestion));
    this.#suggestion = input.value === text ? text : null;
    input.focus();
  }

  speak(strings) {
    this.#strings = strings;
    this.#showRoom();
  }

  #write(text) {
    // Only if it differs, because setting it would break an input method's composition.
    set(input, 'value', text);
    this.#changed();
  }

  #changed() {
    this.#drafts.keep(this.#conversationId, input.value);
    fit(input);
    this.#showRoom();
  }

  #showRoom() {
    const { over, left } = room(input.value.trim());
    set(note, 'textContent', over > 0 ? this.#strings.tooLong(over) : left === null ? '' : this.#strings.roomLeft(left));
    set(note, 'hidden', note.textContent === '');
    set(note.dataset, 'over', String(over > 0));
    set(input, 'ariaInvalid', String(over > 0));
  }
}
