// What each type of entity looks like. Pure.

/** A shape of its own for each type of entity, 12 pixels wide, around (0, 0). */
const SHAPES = {
  person: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z',
  place: 'M0 7C-4 2 -5.5 0 -5.5 -2a5.5 5.5 0 1 1 11 0C5.5 0 4 2 0 7Z',
  organisation: 'M-5.5 -5.5h11v11h-11Z',
  time: 'M-6 -6h12l-4.5 6l4.5 6h-12l4.5 -6Z',
  work: 'M-5 -6.5h10v13l-5 -3l-5 3Z',
  event: 'M0 -7.5l2 5.2l5.4 .2l-4.2 3.4l1.5 5.3l-4.7 -3.1l-4.7 3.1l1.5 -5.3l-4.2 -3.4l5.4 -.2Z',
  concept: 'M0 -7l7 7l-7 7l-7 -7Z',
  thing: 'M-6.5 0l3.25 -5.6h6.5l3.25 5.6l-3.25 5.6h-6.5Z',
};

export const hasShape = (type) => Object.hasOwn(SHAPES, type);

/** The shape of a type, and the name of its colour. */
export function shapeOf(type) {
  return hasShape(type) ? { path: SHAPES[type], colour: type } : { path: SHAPES.thing, colour: 'thing' };
}
