// A row of buttons as one stop of the Tab key: the arrow keys go from button to button.

/** Call it again when buttons have come or gone. */
export function rove(bar) {
  const buttons = usable(bar);
  const current = buttons.find(({ tabIndex }) => tabIndex === 0) ?? buttons[0];
  Array.from(bar.querySelectorAll('button')).forEach((button) => {
    button.tabIndex = button === current ? 0 : -1;
  });
}

export function moveWithArrows(bar) {
  bar.addEventListener('keydown', (event) => {
    const buttons = usable(bar);
    const at = buttons.indexOf(event.target);
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: buttons.length - 1 - at };
    if (at >= 0 && event.key in steps) {
      event.preventDefault();
      const next = buttons[(at + steps[event.key] + buttons.length) % buttons.length];
      buttons.forEach((button) => {
        button.tabIndex = button === next ? 0 : -1;
      });
      next.focus();
    }
  });
  // The text keeps its selection when a button is pressed.
  bar.addEventListener('mousedown', (event) => event.target.closest('button') && event.preventDefault());
}

function usable(bar) {
  return Array.from(bar.querySelectorAll('button')).filter((button) => !button.disabled && button.getClientRects().length > 0);
}
