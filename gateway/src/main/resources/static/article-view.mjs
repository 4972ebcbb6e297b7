// The article's pane.

import { byId, followEnd, set } from './dom.mjs';
import { showMarkdown } from './markdown.mjs';
import { shownArticle } from './state.mjs';
import { languageOf, sizeOf } from './strings.mjs';

const pane = byId('article-pane');
const article = byId('article');
const follow = followEnd(pane);

let shownText = '';
let wasWriting = false;

export function showArticle(state, strings) {
  const { markdown, version, writing, unfinished } = shownArticle(state);
  const isBlank = markdown === '';
  set(byId('blank'), 'hidden', !isBlank || writing);
  set(byId('article-head'), 'hidden', isBlank && !writing);
  set(pane.dataset, 'state', writing ? 'writing' : isBlank ? 'blank' : 'written');
  set(article, 'ariaBusy', String(writing));

  const label = byId('article-version');
  set(label, 'textContent', writing ? strings.writing : unfinished ? strings.unfinished : version ? strings.version(version) : '');
  set(label.dataset, 'version', version === null ? '' : String(version));
  set(byId('use-draft'), 'hidden', !unfinished || state.run !== null);
  // Browsers have no clipboard for pages that came over plain HTTP from another machine.
  set(byId('copy'), 'hidden', isBlank || writing || !navigator.clipboard);

  if (markdown !== shownText) {
    showMarkdown(article, markdown);
    set(article, 'lang', languageOf(markdown));
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
  set(byId('article-size'), 'textContent', isBlank ? '' : strings.size(sizeOf(plainText())));
}

/** Blocks apart, or the last word of one and the first of the next would be one. */
function plainText() {
  return Array.from(article.children, (block) => block.textContent).join('\n');
}

byId('copy').addEventListener('click', async ({ currentTarget: button }) => {
  await navigator.clipboard.writeText(shownText);
  button.dataset.done = 'true';
  setTimeout(() => delete button.dataset.done, 1500);
});
