// The article's versions: a list, any two of them compared, and the way back to one.

import { button, byId, element, foreign, set } from '../dom/dom.mjs';
import { partElement } from './diff-view.mjs';
import { authorText, changeOf, condensed, storyText } from './versions.mjs';

export class VersionsView {
  #client;
  #gateway;
  #dialog = byId('versions');
  #list = byId('versions-list');
  #compared = byId('versions-compared');
  #from = byId('versions-from');
  #restore = byId('versions-restore');
  #note = byId('versions-note');
  #more = byId('versions-more');
  #strings = null;
  /** The conversation whose versions these are. */
  #conversation = null;
  #known = [];
  #chosen = null;
  /** How often something was asked: an answer to an earlier question is too late. */
  #asked = 0;

  /**
   * @param client what sends the wish to restore a version
   * @param gateway for the calls
   */
  constructor({ client, gateway }) {
    this.#client = client;
    this.#gateway = gateway;
    byId('show-versions').addEventListener('click', () => this.#open());
    this.#more.addEventListener('click', () => this.#load(this.#known.at(-1).version));
    this.#from.addEventListener('change', () => this.#compare());
    this.#restore.addEventListener('click', () => this.#restoreChosen());
  }

  /** Called after every change of the state. */
  show({ shared, run }, strings, connectionState) {
    this.#strings = strings;
    set(byId('show-versions'), 'hidden', !shared.article);
    const mayRestore = connectionState === 'open' && run === null && this.#chosen !== null && this.#chosen.version !== shared.article?.version;
    set(this.#restore, 'disabled', !mayRestore);
    if (this.#dialog.open && this.#conversation !== this.#client.conversationId) {
      // Back or forward has led elsewhere. A version of one article must not be restored as another one's.
      this.#dialog.close();
    } else if (this.#dialog.open && this.#known.length > 0 && shared.article && shared.article.version > this.#known[0].version) {
      this.#load();
    }
  }

  #open() {
    this.#conversation = this.#client.conversationId;
    this.#known = [];
    this.#chosen = null;
    this.#list.replaceChildren();
    this.#compared.replaceChildren();
    // Nothing is known yet that could be chosen, compared or continued.
    this.#more.hidden = true;
    byId('versions-with').hidden = true;
    set(this.#restore, 'disabled', true);
    this.#dialog.showModal();
    this.#load();
  }

  async #load(before) {
    const answer = await this.#ask((id) => this.#gateway.versions(id, { before }));
    if (!answer) {
      return;
    }
    this.#known = before ? [...this.#known, ...answer.versions] : answer.versions;
    this.#more.hidden = !answer.more;
    this.#list.replaceChildren(...this.#known.map((version) => this.#item(version, answer.current)));
    const chosen = this.#known.find(({ version }) => version === this.#chosen?.version) ?? this.#known[0];
    if (chosen) {
      this.#choose(chosen);
    }
  }

  /** The answer to a call; null if it failed, which the person is told, or if something else was asked meanwhile. */
  async #ask(call) {
    const asked = ++this.#asked;
    const conversation = this.#client.conversationId;
    const answer = await call(conversation).catch(() => null);
    if (asked !== this.#asked || conversation !== this.#client.conversationId) {
      return null;
    }
    set(this.#note, 'textContent', answer === null ? this.#strings.versionsUnavailable : '');
    return answer;
  }

  #item(version, current) {
    const strings = this.#strings;
    const when = version.createdAt ? shownTime(new Date(version.createdAt)) : null;
    const story = storyText(version, strings);
    const isCurrent = version.version === current;
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', className: 'version-item', onclick: () => this.#choose(version), data: { testid: 'version', version: String(version.version) } },
        element('span', { className: 'version-name' }, strings.version(version.version) + (isCurrent ? strings.presentVersion : '')),
        when,
        element('span', { className: 'version-author' }, authorText(version, strings)),
        story ? foreign('span', { className: 'version-story' }, story) : null,
      ),
    );
  }

  #choose(version) {
    this.#chosen = version;
    for (const item of this.#list.querySelectorAll('button')) {
      item.ariaCurrent = item.dataset.version === String(version.version) ? 'true' : null;
    }
    const others = this.#known.filter((other) => other.version !== version.version);
    const base = others.find((other) => other.version === version.base) ?? others.find((other) => other.version < version.version);
    this.#from.replaceChildren(
      ...others.map((other) => element('option', { value: other.version, selected: other === base }, this.#strings.version(other.version))),
    );
    byId('versions-with').hidden = others.length === 0;
    this.show(this.#client.state, this.#strings, this.#client.connectionState);
    this.#compare();
  }

  async #compare() {
    const { version } = this.#chosen;
    const from = this.#from.value;
    const answer = await this.#ask((id) => (from ? this.#gateway.diff(id, version, { from }) : this.#gateway.version(id, version)));
    if (!answer) {
      return;
    }
    const parts = answer.parts ?? [{ op: 'equal', text: answer.markdown }];
    this.#compared.replaceChildren(...this.#parts(parts));
    const { inserted, deleted } = changeOf(parts);
    set(this.#note, 'textContent', from ? this.#strings.changed(inserted, deleted) : '');
  }

  #parts(parts) {
    const shown = marked(parts, this.#strings);
    return shown.length > 0 ? shown : [element('p', { className: 'note' }, this.#strings.emptyAnswer)];
  }

  #restoreChosen() {
    if (this.#client.restore(this.#chosen.version)) {
      this.#dialog.close();
    }
  }
}

/** The parts, with a button for each stretch that is left out. */
function marked(parts, strings) {
  return condensed(parts).map((part) => {
    if (part.op !== 'gap') {
      return partElement(part);
    }
    const gap = button(strings.leftOut(Array.from(part.text).length), () => gap.replaceWith(partElement(part)));
    gap.className = 'gap';
    return gap;
  });
}

/** Versions of earlier releases have no time. */
function shownTime(when) {
  return element('time', { dateTime: when.toISOString() }, when.toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }));
}
