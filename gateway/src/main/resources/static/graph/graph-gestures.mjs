// What fingers and the mouse do on a picture: one moves it, two zoom it, a short touch chooses something. A wheel scrolls the
// page as anywhere else; with Ctrl, as a touchpad's pinch sends it, it zooms.

/** In pixels: less is a trembling hand. */
const SLIP = 5;

export class GraphGestures {
  #pointers = new Map();
  #dragged = false;
  #actions;

  /**
   * @param actions.pan (dx, dy)
   * @param actions.zoom (factor, {x, y})
   * @param actions.tap (target)
   */
  constructor(element, actions) {
    this.#actions = actions;
    element.addEventListener('pointerdown', (event) => {
      if (event.button === 0) {
        this.#dragged &&= this.#pointers.size > 0;
        this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
      }
    });
    element.addEventListener('pointermove', (event) => this.#moved(event, element));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      element.addEventListener(end, ({ pointerId }) => this.#pointers.delete(pointerId));
    }
    element.addEventListener('pointerleave', ({ pointerId }) => !element.hasPointerCapture(pointerId) && this.#pointers.delete(pointerId));
    element.addEventListener('click', ({ target }) => {
      if (!this.#dragged) {
        actions.tap(target);
      }
      this.#dragged = false;
    });
    element.addEventListener('wheel', (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        actions.zoom(Math.exp(-event.deltaY / 200), placeIn(element, event));
      }
    }, { passive: false });
  }

  #moved(event, element) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    if (!this.#dragged && Math.hypot(event.clientX - before.startX, event.clientY - before.startY) < SLIP) {
      return;
    }
    this.#dragged = true;
    // From now on moves come also from outside. Not earlier: a captured click has no target.
    element.setPointerCapture(event.pointerId);
    const now = { ...before, x: event.clientX, y: event.clientY };
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (other) {
      const distance = (one) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
      const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 };
      this.#actions.zoom(distance(now) / distance(before), placeIn(element, middle));
      this.#actions.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    } else {
      this.#actions.pan(now.x - before.x, now.y - before.y);
    }
  }
}

function placeIn(element, { clientX, clientY }) {
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
