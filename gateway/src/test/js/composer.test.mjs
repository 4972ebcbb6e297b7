import assert from 'node:assert/strict';
import { it } from 'node:test';

import { keepAboveKeyboard, sends, sendWithEnter } from '../../main/resources/static/dom/composer.mjs';

const enter = (more) => ({ key: 'Enter', keyCode: 13, isComposing: false, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

it('with a keyboard Enter sends, and Shift with Enter is a new line', () => {
  assert.equal(sends(enter(), false), true);
  assert.equal(sends(enter({ shiftKey: true }), false), false);
  assert.equal(sends({ ...enter(), key: 'a' }, false), false);
});

it('on a phone Enter is a new line; a keyboard there sends with Ctrl or Command', () => {
  assert.equal(sends(enter(), true), false);
  assert.equal(sends(enter({ ctrlKey: true }), true), true);
  assert.equal(sends(enter({ metaKey: true }), true), true);
});

it('Enter that takes what an input method suggests sends nothing', () => {
  assert.equal(sends(enter({ isComposing: true }), false), false);
  assert.equal(sends(enter({ keyCode: 229 }), false), false);
});

it('Enter in a line sends its form, but not while an input method composes', () => {
  let sent = 0;
  const input = Object.assign(new EventTarget(), { form: { requestSubmit: () => (sent += 1) } });
  sendWithEnter(input);
  const press = (more) => {
    const event = Object.assign(new Event('keydown', { cancelable: true }), enter(more));
    input.dispatchEvent(event);
    return [event.defaultPrevented, sent];
  };

  assert.deepEqual(press({ isComposing: true }), [true, 0], 'Safari would send it');
  assert.deepEqual(press({ keyCode: 229 }), [true, 0]);
  assert.deepEqual(press({ key: 'a' }), [false, 0]);
  assert.deepEqual(press(), [true, 1]);
});

it('the page is as high as what a screen keyboard leaves of it, and whole again without one', () => {
  const viewport = Object.assign(new EventTarget(), { height: 800, offsetTop: 0, scale: 1 });
  const properties = new Map();
  keepAboveKeyboard({ clientHeight: 800, style: { setProperty: (name, value) => properties.set(name, value) } }, viewport);

  Object.assign(viewport, { height: 460, offsetTop: 120 }).dispatchEvent(new Event('resize'));
  assert.deepEqual([...properties.values()], ['460px', '120px', '0']);

  Object.assign(viewport, { height: 800, offsetTop: 0 }).dispatchEvent(new Event('resize'));
  assert.deepEqual([...properties.values()], ['', '', '']);

  // Zoomed in with two fingers
  Object.assign(viewport, { height: 400, offsetTop: 50, scale: 2 }).dispatchEvent(new Event('scroll'));
  assert.deepEqual([...properties.values()], ['', '', '']);
});
