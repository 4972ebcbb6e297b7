// The person's conversations, in a dialog.

import { byId, element, foreign } from './dom.mjs';

export async function showConversations(session, strings, currentId) {
  const items = byId('list-items');
  const note = (text) => element('li', { className: 'note' }, text);
  items.replaceChildren();
  byId('list').showModal();
  try {
    const { conversations } = await session.call('/v1/conversations');
    items.replaceChildren(
      ...(conversations.length === 0
        ? [note(strings.noConversations)]
        : conversations.map((conversation) => listItem(conversation, strings, currentId))),
    );
  } catch {
    items.replaceChildren(note(strings.listUnavailable));
  }
}

function listItem({ id, title, updatedAt }, strings, currentId) {
  const when = new Date(updatedAt);
  const properties = { href: `#${id}`, onclick: () => byId('list').close() };
  const link = title
    ? foreign('a', properties, title)
    : element('a', properties, strings.untitled);
  link.ariaCurrent = id === currentId ? 'page' : null;
  const shownWhen = when.toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  return element('li', {}, link, element('time', { dateTime: when.toISOString() }, shownWhen));
}
