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
  // Browsers give no clipboard to pages that came over plain HTTP from another machine.
  set(byId('copy'), 'hidden', isBlank || writing || !navigator.clipboard);

  if (markdown !== shownText) {
    showMarkdown(article, markdown);
    // Also if the language is unknown: it is then not the page's language either.
    article.setAttribute('lang', languageOf(markdown));
    const grows = markdown.startsWith(shownText);
    shownText = markdown;
    if (writing) {
      // A new version is shown from its beginning. Then the pane follows the text as it grows.
      if (!grows) {
        pane.scrollTop = 0;
      }
      follow(!grows || !wasWriting);
    }
  }
  wasWriting = writing;
  // The server counts, so that everybody states the same number.
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
