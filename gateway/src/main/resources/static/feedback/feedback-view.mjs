// Two thumbs, and a place for the reason.

import { composes, sendWithEnter } from '../dom/composer.mjs';
import { element, foreign, set } from '../dom/dom.mjs';
import { iconButton, name } from '../dom/icons.mjs';
import { LONGEST_REASON } from './feedback.mjs';

export class FeedbackView {
  #target;
  #opinion = { rating: 'none', reason: '' };
  #strings;
  #rate;
  #say;
  #thumbs = {
    good: iconButton('good', () => this.#press('good'), { testid: 'good' }),
    bad: iconButton('bad', () => this.#press('bad'), { testid: 'bad' }),
  };
  #why = element('button', { type: 'button', className: 'quiet', onclick: () => this.#toggle(), data: { testid: 'say-why' } });
  #given = element('p', { className: 'note' });
  #input = element('input', { type: 'text', maxLength: LONGEST_REASON, dir: 'auto', autocomplete: 'off' });
  #save = element('button', { type: 'submit' });
  #form = element('form', { className: 'reason', hidden: true, data: { testid: 'reason' } }, this.#input, this.#save);

  /**
   * @param options.rate called with what is meant and the opinion
   * @param options.say reads a text out
   */
  constructor({ rate, say }) {
    this.#rate = rate;
    this.#say = say;
    const thumbs = element('span', { className: 'thumbs', role: 'group' }, this.#thumbs.good, this.#thumbs.bad);
    this.element = element('div', { className: 'feedback' }, thumbs, this.#why, this.#form, this.#given);
    sendWithEnter(this.#input);
    this.#input.addEventListener('keydown', (event) => this.#pressed(event));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#giveReason(this.#input.value.trim());
    });
  }

  /**
   * @param target {messageId} or {articleVersion}
   * @param label what the opinion is about
   */
  show(target, opinion, strings, label) {
    const isOther = this.#target && JSON.stringify(this.#target) !== JSON.stringify(target);
    if (isOther) {
      set(this.#form, 'hidden', true);
    }
    this.#target = target;
    this.#opinion = opinion;
    this.#strings = strings;
    const { rating, reason } = opinion;
    set(this.element.firstElementChild, 'ariaLabel', label);
    for (const [kind, thumb] of Object.entries(this.#thumbs)) {
      name(thumb, strings[kind]);
      set(thumb, 'ariaPressed', String(rating === kind));
    }
    set(this.#why, 'textContent', strings.sayWhy);
    set(this.#why, 'hidden', rating === 'none');
    set(this.#form, 'hidden', this.#form.hidden || rating === 'none');
    set(this.#why, 'ariaExpanded', String(!this.#form.hidden));
    set(this.#input, 'placeholder', strings.why);
    set(this.#input, 'ariaLabel', strings.why);
    set(this.#save, 'textContent', strings.save);
    set(this.#given, 'hidden', reason === '' || !this.#form.hidden);
    const given = `${strings.youSaid} ${reason}`;
    if (this.#given.shown !== given) {
      this.#given.shown = given;
      this.#given.replaceChildren(`${strings.youSaid} `, foreign('bdi', {}, reason));
    }
  }

  /** A pressed thumb that is pressed again takes the opinion back. */
  #press(kind) {
    const rating = this.#opinion.rating === kind ? 'none' : kind;
    this.#input.value = '';
    this.#form.hidden = rating === 'none';
    this.#form.scrollIntoView({ block: 'nearest' });
    this.#rate(this.#target, { rating, reason: '' });
    this.#say(rating === 'none' ? this.#strings.opinionWithdrawn : this.#strings.opinionNoted);
  }

  #toggle() {
    this.#input.value = this.#opinion.reason;
    this.#show(this.#form.hidden);
    if (!this.#form.hidden) {
      this.#input.focus();
      this.#form.scrollIntoView({ block: 'nearest' });
    }
  }

  #pressed(event) {
    if (event.key === 'Escape' && !composes(event)) {
      event.preventDefault();
      this.#show(false);
      this.#why.focus();
    }
  }

  #giveReason(reason) {
    this.#show(false);
    this.#why.focus();
    if (reason !== this.#opinion.reason) {
      this.#rate(this.#target, { rating: this.#opinion.rating, reason });
      this.#say(this.#strings.reasonNoted);
    }
  }

  #show(isOpen) {
    set(this.#form, 'hidden', !isOpen);
    this.show(this.#target, this.#opinion, this.#strings, this.element.firstElementChild.ariaLabel);
  }
}
