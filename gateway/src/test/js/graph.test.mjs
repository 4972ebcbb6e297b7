import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { drawn, fingerprint, graphOf, neighboursOf, relationsOf } from '../../main/resources/static/graph/graph.mjs';
import { fitted, labelled, labelShift, nextIn, panned, revealing, toScreen, zoomed } from '../../main/resources/static/graph/graph-viewport.mjs';
import { entityStory, shortName } from '../../main/resources/static/graph/graph-words.mjs';
import { isEmpty, shownPanel } from '../../main/resources/static/panel/shown-state.mjs';
import { LANGUAGES } from '../../main/resources/static/strings/strings.mjs';
import { skip } from './webjars.mjs';

const { layOut } = skip ? {} : await import('../../main/resources/static/graph/graph-layout.mjs');

const entity = (id, name = id, type = 'place') => ({ id, name, type });
const relation = (from, to, type = 'located_in') => ({ from, type, to });
const LONDON = {
  entities: [entity('london', 'London'), entity('thames', 'Thames'), entity('dickens', 'Dickens', 'person')],
  relations: [relation('thames', 'london'), relation('dickens', 'london', 'lived_in')],
};
const HUNDRED = {
  entities: Array.from({ length: 100 }, (_, index) => entity(`e${index}`)),
  relations: Array.from({ length: 99 }, (_, index) => relation(`e${index + 1}`, `e${index >> 2}`)),
};
const SIZE = { width: 300, height: 300 };

describe('the knowledge graph', () => {
  it('has each entity once, and no relation that leads nowhere', () => {
    const { nodes, links } = graphOf({
      entities: [...LONDON.entities, entity('london', 'London, UK')],
      relations: [...LONDON.relations, ...LONDON.relations, relation('thames', 'nowhere'), relation('london', 'london')],
    });
    assert.deepEqual(nodes.map(({ name, degree }) => [name, degree]), [['London, UK', 2], ['Thames', 1], ['Dickens', 1]]);
    assert.equal(links.length, 2);
  });

  it('is empty where a model says nothing of use', () => {
    for (const context of [undefined, null, {}, { entities: 'x', relations: 7 }, { entities: [null, 7, {}, { id: 8 }], relations: [null, {}] }]) {
      assert.deepEqual(graphOf(context), { nodes: [], links: [] });
    }
  });

  it('may have entities that are called like parts of the language', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const graph = graphOf({ entities: names.map((name) => entity(name)), relations: [relation('__proto__', 'constructor')] });
    assert.deepEqual(graph.nodes.map(({ id }) => id), names);
    assert.deepEqual([...neighboursOf(graph, 'constructor')], ['__proto__']);
  });

  it('tells how an entity relates, its own relations first', () => {
    const graph = graphOf({ ...LONDON, relations: [...LONDON.relations, relation('london', 'thames', 'near')] });
    assert.deepEqual(relationsOf(graph, 'london').map(({ from, type, to }) => `${from.name} ${type} ${to.name}`), [
      'London near Thames', 'Thames located_in London', 'Dickens lived_in London',
    ]);
    assert.deepEqual([...neighboursOf(graph, 'london')].sort(), ['dickens', 'thames']);
  });

  it('is read out in whole sentences', () => {
    const graph = graphOf(LONDON);
    const story = (id, language) => entityStory(graph.nodes.find((node) => node.id === id), relationsOf(graph, id), LANGUAGES[language]);
    assert.equal(story('dickens', 'en'), 'Dickens, person. Dickens lived in London.');
    assert.equal(story('thames', 'zh-Hans'), 'Thames, 地点. Thames 位于 London。');
  });

  it('is drawn up to a number of entities, the most connected ones', () => {
    const graph = drawn(graphOf(HUNDRED), 10);
    assert.deepEqual(graph.nodes.map(({ id }) => id).slice(0, 3), ['e1', 'e2', 'e3']);
    assert.ok(graph.links.every(({ from, to }) => graph.nodes.some(({ id }) => id === from) && graph.nodes.some(({ id }) => id === to)));
  });

  it('is another one when a name changes', () => {
    const other = { ...LONDON, entities: [entity('london', 'Londres'), ...LONDON.entities.slice(1)] };
    assert.notEqual(fingerprint(graphOf(LONDON)), fingerprint(graphOf(other)));
  });
});

describe('the layout', { skip }, () => {
  const width = () => 60;
  const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

  it('of the same graph is always the same', () => {
    assert.deepEqual(layOut(graphOf(HUNDRED), width), layOut(graphOf(HUNDRED), width));
  });

  it('leaves room between a hundred entities', () => {
    const places = [...layOut(graphOf(HUNDRED), width).values()];
    places.forEach((one, index) => places.slice(index + 1).forEach((other) => assert.ok(distance(one, other) > 20)));
  });

  it('moves nothing when something is added, and puts the new beside what it relates to', () => {
    const before = layOut(graphOf(HUNDRED), width);
    const more = { entities: [...HUNDRED.entities, entity('new'), entity('alone')], relations: [...HUNDRED.relations, relation('new', 'e50')] };
    const after = layOut(graphOf(more), width, before);

    before.forEach((place, id) => assert.deepEqual(after.get(id), place));
    assert.ok(distance(after.get('new'), after.get('e50')) < 200);
    assert.ok([...before.values()].every((place) => distance(place, after.get('alone')) > 20));
  });

  it('forgets what is gone', () => {
    const before = layOut(graphOf(LONDON), width);
    assert.deepEqual([...layOut(graphOf({ entities: LONDON.entities.slice(1) }), width, before).keys()], ['thames', 'dickens']);
  });
});

describe('the view of the graph', () => {
  const points = [{ x: -500, y: 0 }, { x: 500, y: 100 }];

  it('shows everything', () => {
    for (const point of points) {
      const { x, y } = toScreen(fitted(points, SIZE), point, SIZE);
      assert.ok(x > 0 && x < 300 && y > 0 && y < 300);
    }
    assert.deepEqual(fitted([], SIZE), { x: 0, y: 0, scale: 1 });
  });

  it('zooms around the pointer', () => {
    const at = { x: 30, y: 250 };
    const view = fitted(points, SIZE);
    const closer = zoomed(view, 2, SIZE, at);
    const before = { x: view.x + (at.x - 150) / view.scale, y: view.y + (at.y - 150) / view.scale };
    const { x, y } = toScreen(closer, before, SIZE);
    assert.ok(Math.abs(x - at.x) < 1e-9 && Math.abs(y - at.y) < 1e-9);
    assert.ok(zoomed(view, 1e9, SIZE).scale <= 3);
  });

  it('cannot be moved off the graph', () => {
    assert.equal(panned({ x: 0, y: 0, scale: 1 }, -10_000, 0, points).x, 500);
  });

  it('is moved no further than needed to reveal something', () => {
    const view = { x: 0, y: 0, scale: 1 };
    assert.deepEqual(revealing(view, { x: 20, y: 20 }, SIZE), view);
    assert.deepEqual(toScreen(revealing(view, { x: 400, y: 0 }, SIZE), { x: 400, y: 0 }, SIZE), { x: 260, y: 150 });
  });

  it('leads from one entity to the next in a direction', () => {
    const all = [{ id: 'here', x: 0, y: 0 }, { id: 'right', x: 50, y: 5 }, { id: 'aside', x: 20, y: 40 }, { id: 'up', x: 0, y: -30 }];
    const next = (dx, dy) => nextIn({ dx, dy }, all[0], all)?.id;
    assert.deepEqual([next(1, 0), next(0, -1), next(0, 1), next(-1, 0)], ['right', 'up', 'aside', undefined]);
  });

  it('has labels that do not lie over each other, and that of the chosen entity in any case', () => {
    const place = (id, x, important = false) => ({ id, x, y: 0, width: 60, important });
    const symbols = [{ id: 'covered', x: 320, y: 16 }];
    const all = [place('one', 0), place('two', 30), place('three', 100), place('four', 120, true), place('five', 300)];
    const spread = Array.from({ length: 6 }, (_, index) => place(`far ${index}`, 1000 + 100 * index));
    assert.deepEqual([...labelled([...spread, ...all], symbols)].filter((id) => !id.startsWith('far')).sort(), ['four', 'one']);
  });

  it('does not cut labels at its edge', () => {
    assert.deepEqual([labelShift(10, 60, SIZE), labelShift(290, 60, SIZE), labelShift(150, 60, SIZE)], [24, -24, 0]);
    assert.deepEqual([labelShift(-10, 60, SIZE), labelShift(150, 400, SIZE)], [0, 0]);
  });

  it('has a few labels also where symbols are everywhere', () => {
    const places = Array.from({ length: 40 }, (_, index) => ({ id: index, x: 12 * (index % 8), y: 12 * (index >> 3), width: 30, important: false }));
    const shown = labelled(places, places);
    assert.ok(shown.size >= 2 && shown.size <= 10, `${shown.size}`);
    assert.ok(shown.has(0));
  });

  it('shortens long names, also of wide characters and of joined ones', () => {
    assert.equal(shortName('London').text, 'London');
    assert.equal(shortName('泰晤士河畔的大英博物馆').text, '泰晤士河畔的大英博…');
    assert.equal(shortName('👩‍👩‍👧'.repeat(30)).text.endsWith('👧…'), true);
  });
});

describe('what the panel shows', () => {
  it('is what the shared state says, the most important need first', () => {
    const shown = shownPanel({
      intent: { name: 'TRANSLATE', confidence: 0.934, slots: { language: 'zh', topic: ' ' } },
      context: { summary: ' Short. ', needs: [{ need: 'B', score: 20 }, { need: 'A', score: 90 }], decisions: ['One', 'One', 'Two'] },
    });
    assert.deepEqual(shown.intent, { name: 'TRANSLATE', percent: 93, slots: [['language', 'zh']] });
    assert.deepEqual(shown.needs.map(({ need }) => need), ['A', 'B']);
    assert.deepEqual(shown.decisions, ['One', 'Two']);
    assert.equal(shown.summary, 'Short.');
  });

  it('survives what no model should say', () => {
    const shown = shownPanel({
      intent: { name: 'X', confidence: 'high', slots: [1] },
      context: { summary: 7, needs: [null, { need: 'A', score: 1e9 }, { need: 'B', score: 'x' }], decisions: [null, {}, 'One'] },
    });
    assert.deepEqual([shown.intent.percent, shown.summary, shown.decisions], [0, '', ['One']]);
    assert.deepEqual(shown.needs, [{ need: 'A', score: 100 }, { need: 'B', score: 0 }]);
    assert.ok(isEmpty(shownPanel({})));
    assert.ok(isEmpty(shownPanel({ intent: 'x', context: [] })));
  });
});
