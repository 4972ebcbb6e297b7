// The article's pane.

import { byId, followEnd, set } from './dom.mjs';
import { showMarkdown } from './markdown.mjs';
import { shownArticle } from './state.mjs';
import { languageOf } from './text-language.mjs';

const pane = byId('article-pane');
const article = byId('article');
const follow = followEnd(pane);

let shownText = '';
let wasWriting = false;

export function showArticle(state, strings) {
  const { markdown, version, writing, unfinished, cut, size } = shownArticle(state);
  const thinking = state.agents.generator.status === 'thinking';
  const isBlank = markdown === '';
  set(byId('blank'), 'hidden', !isBlank || writing || thinking);
  set(byId('article-head'), 'hidden', isBlank && !writing && !thinking);
  set(pane.dataset, 'state', writing ? 'writing' : isBlank ? 'blank' : 'written');
  set(article, 'ariaBusy', String(writing));

  const label = byId('article-version');
  set(label, 'textContent', labelOf({ thinking, writing, unfinished, cut, version }, strings));
  set(label.dataset, 'version', version === null ? '' : String(version));
  set(byId('use-draft'), 'hidden', !unfinished || state.run !== null);
  // Browsers have no clipboard for pages that came over plain HTTP from another machine.
  set(byId('copy'), 'hidden', isBlank || writing || !navigator.clipboard);

  if (markdown !== shownText) {
    showMarkdown(article, markdown);
    // Also when it is not known: then it is not the page's either.
    article.setAttribute('lang', languageOf(markdown));
    const grows = markdown.startsWith(shownText);
    shownText = markdown;
    if (writing) {
      // A new version begins at its beginning; from there on the pane keeps up with the writing.
      if (!grows) {
        pane.scrollTop = 0;
      }
      follow(!grows || !wasWriting);
    }
  }
  wasWriting = writing;
  // Counted by the server, so that whoever speaks of it says the same.
  set(byId('article-size'), 'textContent', size ? strings.size(size) : '');
}

function labelOf({ thinking, writing, unfinished, cut, version }, strings) {
  if (thinking) {
    return strings.thinking;
  }
  if (writing) {
    return strings.writing;
  }
  if (unfinished) {
    return strings.unfinished;
  }
  return version ? strings.version(version) + (cut ? strings.cut : '') : '';
}

byId('copy').addEventListener('click', async ({ currentTarget: button }) => {
  await navigator.clipboard.writeText(shownText);
  button.dataset.done = 'true';
  setTimeout(() => delete button.dataset.done, 1500);
});
