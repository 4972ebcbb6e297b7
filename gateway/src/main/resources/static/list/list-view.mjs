// The person's conversations, in a dialog: search, open, rename, delete, copy the link.

import { TOUCH } from '../dom/composer.mjs';
import { byId, element, set, showList } from '../dom/dom.mjs';
import { ConversationList } from './conversations.mjs';
import { ListItem } from './list-item.mjs';

const dialog = byId('list');
const search = byId('list-search');
const status = byId('list-status');
const more = byId('list-more');

export class ListView {
  #list;
  #strings;
  #currentId = null;
  #actions;
  #itemOf = new WeakMap();

  /**
   * @param options.gateway whose conversations they are
   * @param options.onErased called with the id of a conversation that the person has deleted
   * @param options.say reads a text out
   */
  constructor({ gateway, onErased, say }) {
    this.#list = new ConversationList({ gateway, onChange: () => this.#show() });
    this.#actions = {
      close: () => dialog.close(),
      rename: (id, title) => this.#list.rename(id, title),
      remove: async (id) => {
        const place = this.#list.items.findIndex((item) => item.id === id);
        await this.#list.remove(id);
        this.#focus(place);
        onErased(id);
      },
      say,
    };
    search.addEventListener('input', () => this.#list.search(search.value));
    more.addEventListener('click', () => this.#more());
    // Escape ends what is done with one conversation first.
    dialog.addEventListener('cancel', (event) => {
      const open = dialog.querySelector('[data-mode]:not([data-mode="link"])');
      if (open) {
        event.preventDefault();
        this.#itemOf.get(open).close();
      }
    });
    byId('list-retry').addEventListener('click', () => this.#list.load());
  }

  open(strings, currentId) {
    this.#strings = strings;
    this.#currentId = currentId;
    search.value = '';
    this.#list.query = '';
    dialog.showModal();
    if (!matchMedia(TOUCH).matches) {
      search.focus();
    }
    this.#list.load();
  }

  async #more() {
    const { length } = this.#list.items;
    await this.#list.more();
    this.#focus(length);
  }

  /** The focus goes to the conversation at a place, because the button is gone. */
  #focus(place) {
    const items = byId('list-items').children;
    (items[Math.min(place, items.length - 1)]?.querySelector('a') ?? search).focus();
  }

  #show() {
    const { items, query, status: loading } = this.#list;
    const strings = this.#strings;
    set(status, 'textContent', loading === 'failed' ? strings.listUnavailable : loading === 'loading' ? strings.loading : this.#told(items, query));
    set(byId('list-retry'), 'hidden', loading !== 'failed');
    set(more, 'hidden', !this.#list.hasMore);
    showList(byId('list-items'), items, {
      key: ({ id }) => id,
      create: () => {
        const item = new ListItem(this.#actions);
        this.#itemOf.set(item.element, item);
        return item.element;
      },
      update: (child, conversation) => this.#itemOf.get(child).show(conversation, strings, conversation.id === this.#currentId),
    });
  }

  #told(items, query) {
    return items.length > 0 ? (query === '' ? '' : this.#strings.found(items.length, this.#list.hasMore)) : query === '' ? this.#strings.noConversations : this.#strings.noMatches(query);
  }
}
