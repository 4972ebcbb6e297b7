// What the person thinks of the shown version of the article. A person's own version needs no opinion.

import { byId, set } from '../dom/dom.mjs';
import { shownArticle } from '../state/shown.mjs';
import { FeedbackView } from './feedback-view.mjs';
import { opinionOn } from './feedback.mjs';

const place = byId('article-feedback');
let view = null;

export function showArticleFeedback(state, strings, actions) {
  const { version, writing } = shownArticle(state);
  const isShown = version !== null && !writing && state.shared.article?.author !== 'PERSON';
  set(place, 'hidden', !isShown);
  if (isShown) {
    if (view === null) {
      view = new FeedbackView(actions);
      place.append(view.element);
    }
    const target = { articleVersion: version };
    view.show(target, opinionOn(state.shared, target), strings, strings.opinionOfVersion(version));
  }
}
