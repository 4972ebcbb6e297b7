// Puts the page together: the client, the views, what the person does.

import { AgentList } from './agents/agent-list.mjs';
import { ArticleEditor } from './article/article-editor.mjs';
import { showArticle } from './article/article-view.mjs';
import { Edits } from './article/edits.mjs';
import { ExportView } from './article/export-view.mjs';
import { openPages, Unsaved } from './article/unsaved.mjs';
import { Gateway, isId, newId } from './client/index.mjs';
import { fit, keepAboveKeyboard } from './dom/composer.mjs';
import { byId, element, foreign, set, showList } from './dom/dom.mjs';
import { showArticleFeedback } from './feedback/article-feedback.mjs';
import { ListView } from './list/list-view.mjs';
import { Panel } from './panel/panel.mjs';
import { addressed, showAddress } from './state/address.mjs';
import { announcements } from './state/announcements.mjs';
import { Client } from './state/client.mjs';
import { Drafts } from './state/drafts.mjs';
import { toEdit } from './state/queue.mjs';
import { Keeper } from './state/storage.mjs';
import { LANGUAGES, preferredLanguage } from './strings/strings.mjs';
import { MessageInput } from './talk/message-input.mjs';
import { showAgents, showConversation, shownReply } from './talk/talk-view.mjs';
import { Typewriter } from './text/typewriter.mjs';
import { ProvenanceView } from './versions/provenance-view.mjs';
import { VersionsView } from './versions/versions-view.mjs';

const LANGUAGE = 'quillmesh.language';

/** What is known not to be kept after this visit. */
const lost = new Set();
let toldOfLoss = false;
// A proxy may have put several gateways under paths of one origin, which share its storage.
const scope = new URL('.', import.meta.url).pathname.slice(1);
const lasting = new Keeper(() => localStorage, () => lost.add('conversations'), scope);
const ofTab = new Keeper(() => sessionStorage, () => lost.add('drafts'), scope);

const gateway = new Gateway({ storage: lasting, isWatched: () => !document.hidden });
const drafts = new Drafts(ofTab);
const input = byId('message-input');

let language = preferredLanguage(lasting.get(LANGUAGE), navigator.languages);
let strings = LANGUAGES[language];

const page = newId();
const edits = new Edits({
  unsaved: new Unsaved(lasting, page, openPages(scope + page)),
  send: (markdown, baseVersion, whenStale) => client.edit(markdown, baseVersion, whenStale),
  onText: () => editor?.textChanged(),
});
let editor = null;

const client = new Client({
  gateway,
  lasting,
  ofTab,
  drafts,
  showAddress,
  language: () => language,
  words: (kind, detail = location.origin) => (typeof strings[kind] === 'function' ? strings[kind](detail) : undefined),
  onOpened: (id) => {
    composer.open(id);
    editor?.end();
    edits.open(id);
  },
  onChange: changed,
});

const agentList = new AgentList({ gateway, onChange: () => changed(client.state) });

const composer = new MessageInput({
  drafts,
  send: (text) => client.say(text),
  onRefused: say,
});

const panel = new Panel({ keeper: lasting, say, onPlaced: () => fit(input) });
const conversations = new ListView({ gateway, say, onErased: (id) => client.forget(id) });
const versions = new VersionsView({ client, gateway });
const provenance = new ProvenanceView({ client, gateway });
const exports = new ExportView({ client, gateway, onFailed: () => client.notify('downloadFailed') });
editor = new ArticleEditor({ client, edits, gateway, strings: () => strings, onChange: soon });

// --- The state and how it is shown ---

const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
// A hidden page gets no animation frames. When it is visible again, it shows everything at once.
const typewriter = new Typewriter({ onFrame: show, isInstant: () => document.hidden || lessMotion.matches });
let frameRequested = false;
let toReadOut = [];

function changed(before) {
  const back = toEdit(client.state.outbox);
  if (back) {
    actions.edit(back);
  }
  toReadOut.push(...announcements(before, client.state, strings, (name) => agentList.label(name, language)));
  agentList.look(client.state, client.connectionState);
  edits.look(client.state, client.connectionState === 'open');
  typewriter.arrived(client.state);
  soon();
}

function soon() {
  if (!frameRequested) {
    frameRequested = true;
    requestAnimationFrame(() => {
      frameRequested = false;
      show();
    });
  }
}

function show() {
  tellOfLoss();
  const { connectionState } = client;
  const state = typewriter.shown(client.state);
  const focused = document.activeElement;
  const isOpen = connectionState === 'open';
  editor.show(state);
  showArticle(state, strings, edits, editor.isEditing);
  showArticleFeedback(state, strings, actions);
  versions.show(state, strings, connectionState);
  provenance.show(state, strings, editor.isEditing || edits.text !== null);
  exports.show(state);
  showConversation(state, strings, actions, language, agentList, isOpen);
  showAgents(state, strings, language, agentList);
  showPhase(state);
  panel.show(state, strings);
  const busy = state.run !== null;
  set(byId('stop'), 'hidden', !busy);
  set(byId('stop'), 'disabled', !isOpen || (state.run?.stopping ?? false));
  set(byId('stop'), 'textContent', state.run?.stopping ? strings.stopping : strings.stop);
  set(byId('use-draft'), 'disabled', !isOpen || (state.draft?.used ?? false));
  showPlaceholder(busy ? strings.placeholderBusy : strings.placeholder);
  set(byId('main').dataset, 'busy', String(busy));
  const label = byId('connection');
  set(label.dataset, 'state', connectionState);
  set(label, 'textContent', strings.connectionState[connectionState]);
  const title = state.shared.article?.title;
  set(document, 'title', title ? `${title} · Quillmesh` : 'Quillmesh');
  readOut();
  // If a pressed button disappears, the keyboard has no focus, unless somebody took care of it.
  if (focused.getClientRects().length === 0 && [focused, document.body].includes(document.activeElement)) {
    input.focus();
  }
}

function showPhase(state) {
  const current = state.shared.phase ?? '';
  const phases = Object.keys(strings.phases);
  set(byId('phases').dataset, 'phase', current);
  showList(byId('phases'), phases, {
    key: (phase) => phase,
    create: () => element('li'),
    update: (child, phase) => {
      set(child, 'textContent', strings.phases[phase]);
      set(child, 'ariaCurrent', phase === current ? 'step' : null);
      set(child.dataset, 'passed', String(phases.indexOf(phase) < phases.indexOf(current)));
    },
  });
}

function showPlaceholder(text) {
  if (input.placeholder !== text) {
    input.placeholder = text;
    fit(input);
  }
}

/** Screen readers get a reply as it is shown, without its Markdown. */
function readOut() {
  if (toReadOut.length > 0 && isHeard()) {
    byId('announcer').replaceChildren(...toReadOut.map(({ reply, text }) => (reply ? foreign('p', {}, shownReply(reply)) : element('p', {}, text))));
    toReadOut = [];
  }
}

/** While a dialog is open, nothing outside of it is heard. So the announcer moves into it, and speaks when it is there. */
function isHeard() {
  const place = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
  const isThere = byId('announcer').parentElement === place;
  if (!isThere) {
    place.append(byId('announcer'));
    requestAnimationFrame(readOut);
  }
  return isThere;
}

/** Says something to those who hear the page. */
function say(text) {
  toReadOut.push({ text });
  readOut();
}

/** Tells the person, once, what the browser does not keep. */
function tellOfLoss() {
  if (lost.size > 0 && !toldOfLoss) {
    toldOfLoss = true;
    client.notify('notKept', [...lost]);
  }
}

function showTexts() {
  document.documentElement.lang = language;
  for (const target of document.querySelectorAll('[data-text]')) {
    target.textContent = strings[target.dataset.text];
  }
  for (const target of document.querySelectorAll('[data-label]')) {
    target.ariaLabel = strings[target.dataset.label];
  }
  for (const target of document.querySelectorAll('[data-placeholder]')) {
    target.placeholder = strings[target.dataset.placeholder];
  }
  composer.speak(strings);
  byId('language').value = language;
  byId('starters').replaceChildren(
    ...strings.starters.map((text) =>
      element('li', {}, element('button', { type: 'button', onclick: () => press(text), data: { testid: 'starter' } }, text)),
    ),
  );
  show();
}

// --- What the person does ---

function press(text, choiceId) {
  client.press(text, choiceId);
  input.focus();
}

const actions = {
  choose: (choice) => press(choice.message, choice.id),
  repeat: (text) => press(text),
  suggest: (text) => composer.suggest(text),
  resend: (id) => client.resend(id),
  edit: ({ id, text }) => {
    composer.add(text);
    client.dispatch({ type: 'page.withdrawn', id });
  },
  dismiss: (id) => client.dispatch({ type: 'page.withdrawn', id }),
  takeBack: (id, leaving) => {
    const back = client.takeBack(id, leaving);
    if (back && leaving === 'edit') {
      composer.add(back.text);
    }
  },
  replace: (id, text) => client.replace(id, text),
  rate: (target, opinion) => client.rate(target, opinion),
  say,
};

// The second click of a double click does not count: it may hit another button. Nor does a key that is held down. Some
// buttons stay where they are and are meant to be pressed again and again.
const isOnButton = (event) => event.target.closest?.('button:not([data-repeats])');
addEventListener('click', (event) => event.detail > 1 && isOnButton(event) && event.stopImmediatePropagation(), true);
addEventListener('keydown', (event) => event.repeat && isOnButton(event) && event.preventDefault(), true);

if (globalThis.visualViewport) {
  keepAboveKeyboard(document.documentElement, visualViewport);
}
addEventListener('resize', () => fit(input));

byId('stop').addEventListener('click', () => client.stop());
byId('use-draft').addEventListener('click', () => client.useDraft());

byId('new-conversation').addEventListener('click', () => {
  client.openNew();
  input.focus();
});

byId('language').addEventListener('change', ({ target }) => {
  language = target.value;
  strings = LANGUAGES[language];
  lasting.set(LANGUAGE, language);
  showTexts();
});

byId('conversations').addEventListener('click', () => conversations.open(strings, client.conversationId));

addEventListener('popstate', () => {
  const asked = addressed(location.hash);
  if (asked && (asked.id === null || asked.id !== client.conversationId)) {
    client.open(asked.id, { notice: asked.unknown && 'notFound' });
  }
});

addEventListener('pageshow', ({ persisted }) => persisted && client.comeBack());

for (const [target, events] of [[globalThis, ['online', 'offline', 'focus']], [document, ['visibilitychange', 'resume']]]) {
  events.forEach((event) => target.addEventListener(event, () => !document.hidden && client.look()));
}

showTexts();
lasting.probe();
ofTab.probe();
const { id, unknown } = addressed(location.hash) ?? { id: isId(client.last ?? '') ? client.last : null };
client.open(id, { notice: unknown && 'notFound' });
