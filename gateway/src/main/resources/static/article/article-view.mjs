// The article's pane, as it is read. While the person writes, the editor is in its place.

import { byId, followEnd, set } from '../dom/dom.mjs';
import { shownArticle } from '../state/shown.mjs';
import { showMarkdown } from '../text/markdown.mjs';
import { steady } from '../text/steady.mjs';
import { languageOf } from '../text/text-language.mjs';

const pane = byId('article-pane');
const article = byId('article');
const follow = followEnd(pane, undefined, (isFollowing) => set(byId('follow'), 'hidden', isFollowing || !isGrowing));

const QUIET = ['saved', 'unsaved', 'saving'];

/** In UTF-16 units. Shorter texts are laid out as a whole: places in them are exact then. */
const LONG = 30_000;

let shownText = '';
let wasWriting = false;
let isGrowing = false;
let fresh = [];

/**
 * @param own what the person wrote and the server does not have: {text, status}; text is null if there is nothing
 * @param isEditing whether the editor is in the reader's place
 */
export function showArticle(state, strings, own, isEditing) {
  const shown = shownArticle(state);
  const { version, writing, unfinished, cut, size, passage } = shown;
  const isOwn = own.text !== null && !writing && !unfinished;
  const markdown = isOwn ? own.text : writing && !passage ? steady(shown.markdown) : shown.markdown;
  const thinking = state.agents.generator.status === 'thinking';
  const isBlank = shown.markdown === '' && !isOwn && !isEditing;
  set(byId('blank'), 'hidden', !isBlank || writing || thinking);
  set(byId('article-head'), 'hidden', isBlank && !writing && !thinking);
  set(pane.dataset, 'state', passage ? 'passage' : writing ? 'writing' : isBlank ? 'blank' : 'written');
  set(article, 'ariaBusy', String(writing));
  set(article, 'hidden', isEditing);

  const label = byId('article-version');
  set(label, 'textContent', labelOf({ thinking, writing, unfinished, cut, version, passage }, strings));
  set(label.dataset, 'version', version === null ? '' : String(version));
  // That it is being saved again need not be read out. That something is in the way must be.
  set(byId('save-state'), 'ariaLive', QUIET.includes(own.status) ? 'off' : 'polite');
  set(byId('save-state'), 'textContent', isOwn || own.status === 'conflict' ? strings.saveState[own.status] : '');
  set(byId('save-state').dataset, 'state', own.status);
  set(byId('use-draft'), 'hidden', !unfinished || state.run !== null);
  // Browsers give no clipboard to pages that came over plain HTTP from another machine.
  set(byId('copy'), 'hidden', isBlank || writing || !navigator.clipboard);

  isGrowing = writing && !passage && !isEditing;
  if (markdown !== shownText || Boolean(passage) !== fresh.length > 0) {
    showText(markdown, passage);
    const grows = markdown.startsWith(shownText);
    shownText = markdown;
    if (isGrowing) {
      // A new version is shown from its beginning. Then the pane follows the text as it grows.
      if (!grows && !wasWriting) {
        pane.scrollTop = 0;
      }
      follow(!grows || !wasWriting);
    }
  }
  if (!isGrowing) {
    set(byId('follow'), 'hidden', true);
  }
  wasWriting = writing;
  // The server counts, so that everybody states the same number.
  set(byId('article-size'), 'textContent', size && !isOwn ? strings.size(size) : '');
}

function showText(markdown, passage) {
  set(article.dataset, 'long', String(markdown.length > LONG));
  const marked = showMarkdown(article, markdown, passage);
  // Also if the language is unknown: it is then not the page's language either.
  article.setAttribute('lang', languageOf(markdown));
  fresh.filter((block) => !marked.includes(block)).forEach((block) => delete block.dataset.passage);
  marked.forEach((block) => {
    block.dataset.passage = '';
  });
  if (fresh.length === 0 && marked.length > 0) {
    marked[0].scrollIntoView({ block: 'nearest' });
  }
  fresh = marked;
}

function labelOf({ thinking, writing, unfinished, cut, version, passage }, strings) {
  if (thinking) {
    return strings.thinking;
  }
  if (writing) {
    return passage ? strings.writingPassage : strings.writing;
  }
  if (unfinished) {
    return strings.unfinished;
  }
  return version ? strings.version(version) + (cut ? strings.cut : '') : '';
}

byId('follow').addEventListener('click', () => {
  follow(true);
  pane.focus();
});

byId('copy').addEventListener('click', async ({ currentTarget: button }) => {
  await navigator.clipboard.writeText(shownText);
  button.dataset.done = 'true';
  setTimeout(() => delete button.dataset.done, 1500);
});
