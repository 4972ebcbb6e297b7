// The last message, while the person corrects it where it stands.

import { composes, fit, sends, TOUCH } from '../dom/composer.mjs';
import { element, set } from '../dom/dom.mjs';
import { room } from '../state/limits.mjs';

const touch = matchMedia(TOUCH);

export class MessageEditor {
  #strings;
  #maySend = false;
  #send;
  #onClosed;
  #input = element('textarea', { rows: 1, dir: 'auto', autocomplete: 'off' });
  #note = element('p', { className: 'note', hidden: true, role: 'status' });
  #submit = element('button', { type: 'submit', className: 'send' });
  #cancel = element('button', { type: 'button', onclick: () => this.close() });

  /**
   * @param options.send called with the text; returns false if it is not taken
   * @param options.onClosed called when the person is done with it
   */
  constructor({ send, onClosed }) {
    this.#send = send;
    this.#onClosed = onClosed;
    this.element = element(
      'form',
      { className: 'message-editor', hidden: true, data: { testid: 'message-editor' } },
      this.#input,
      this.#note,
      element('div', { className: 'editor-buttons' }, this.#cancel, this.#submit),
    );
    this.#input.addEventListener('input', () => this.#changed());
    this.#input.addEventListener('keydown', (event) => {
      if (sends(event, touch.matches)) {
        event.preventDefault();
        this.element.requestSubmit();
      } else if (event.key === 'Escape' && !composes(event)) {
        event.preventDefault();
        this.close();
      }
    });
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = this.#input.value.trim();
      if (this.#maySend && text !== '' && room(text).over === 0 && this.#send(text) !== false) {
        this.close();
      }
    });
  }

  get isOpen() {
    return !this.element.hidden;
  }

  open(text) {
    set(this.element, 'hidden', false);
    this.#input.value = text;
    this.#input.focus();
    this.#input.setSelectionRange(text.length, text.length);
    this.#changed();
  }

  close() {
    if (this.isOpen) {
      const hadFocus = this.element.contains(document.activeElement);
      set(this.element, 'hidden', true);
      if (hadFocus) {
        this.#onClosed();
      }
    }
  }

  /** @param maySend whether its turn can be replaced now */
  show(strings, maySend) {
    this.#strings = strings;
    this.#maySend = maySend;
    set(this.#input, 'ariaLabel', strings.editedMessage);
    set(this.#submit, 'textContent', strings.send);
    set(this.#cancel, 'textContent', strings.cancel);
    if (this.isOpen) {
      this.#changed();
    }
  }

  #changed() {
    const { over } = room(this.#input.value.trim());
    fit(this.#input);
    set(this.#submit, 'disabled', !this.#maySend);
    const why = over > 0 ? this.#strings.tooLong(over) : this.#maySend ? '' : this.#strings.waitForTurn;
    set(this.#note, 'textContent', why);
    set(this.#note, 'hidden', why === '');
    set(this.#input, 'ariaInvalid', String(over > 0));
  }
}
