// Where the person writes.

/** A touch screen: Enter is the only key for a new line, and the button sends. */
export const TOUCH = '(pointer: coarse) and (hover: none)';

/** Whether an input method composes: its keys are no keys for the page. Safari shows that only by key code 229. */
export function composes(event) {
  return event.isComposing || event.keyCode === 229;
}

/** Whether a key press sends the text. */
export function sends(event, touch) {
  // While an input method composes, Enter accepts its suggestion.
  if (event.key !== 'Enter' || composes(event)) {
    return false;
  }
  return event.ctrlKey || event.metaKey || (!touch && !event.shiftKey && !event.altKey);
}

/** Enter in a line sends its form. Safari would send it also when an input method is accepted. */
export function sendWithEnter(input) {
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (!composes(event)) {
        input.form.requestSubmit();
      }
    }
  });
}

/** Makes an input as high as its text. */
export function fit(input) {
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight}px`;
}

/**
 * Keeps the page within its visible part. On iOS a screen keyboard covers the page instead of making it smaller. Only
 * the visual viewport shows this. A page that the person has zoomed is left alone.
 */
export function keepAboveKeyboard(page, viewport) {
  const update = () => {
    const isZoomed = viewport.scale > 1.01;
    const isCovered = !isZoomed && page.clientHeight - viewport.height > 1;
    page.style.setProperty('--visible-height', isCovered ? `${viewport.height}px` : '');
    page.style.setProperty('--visible-top', isCovered ? `${viewport.offsetTop}px` : '');
    page.style.setProperty('--roomy', isCovered ? '0' : '');
  };
  viewport.addEventListener('resize', update);
  viewport.addEventListener('scroll', update);
}
