// What the module promises: its types name what it has, it needs nothing else, and nothing else talks to the gateway.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

import * as module from '../../main/resources/static/client/index.mjs';
import { Conversation } from '../../main/resources/static/client/conversation.mjs';
import { Session } from '../../main/resources/static/client/session.mjs';
import { GivenTokens } from '../../main/resources/static/client/given-tokens.mjs';

const PAGE = new URL('../../main/resources/static/', import.meta.url);
const CLIENT = new URL('client/', PAGE);
const TYPES = readFileSync(new URL('index.d.ts', CLIENT), 'utf8');

const scripts = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => ({ name, url: new URL(name, folder), text: readFileSync(new URL(name, folder), 'utf8') }));

/** The members that a class or an interface of the types has. */
function members(name) {
  const [, body] = new RegExp(`(?:class|interface) ${name}\\b[^{]*\\{\\n([\\s\\S]*?)\\n\\}`).exec(TYPES);
  return [...body.matchAll(/^ {2}(?:readonly )?([a-z]\w*)[?(:]/gm)].map(([, member]) => member).filter((member) => member !== 'constructor');
}

/** The public members of a class. Those that objects get from elsewhere are not among them. */
function actual({ prototype }) {
  return Object.getOwnPropertyNames(prototype).filter((member) => member !== 'constructor');
}

const sorted = (names) => [...new Set(names)].sort();

describe('the types', () => {
  it('name what is exported', () => {
    const named = [...TYPES.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);

    assert.deepEqual(sorted(named), sorted(Object.keys(module)));
  });

  it('name the members of each class', () => {
    assert.deepEqual(sorted(members('Gateway')), sorted([...actual(module.Gateway), 'url']));
    assert.deepEqual(sorted(members('Conversation')), sorted([...actual(Conversation), 'threadId']));
    assert.deepEqual(sorted(members('HttpError')), sorted([...actual(module.HttpError), 'status', 'code']));
    for (const session of [Session, GivenTokens]) {
      assert.deepEqual(sorted([...members('Session'), 'stayFresh']), sorted(actual(session)), session.name);
    }
  });
});

describe('the module', () => {
  it('imports nothing but itself, and needs no document', () => {
    for (const { name, text } of scripts(CLIENT)) {
      const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
      assert.ok(imports.every((from) => /^\.\/[\w-]+\.mjs$/.test(from)), `${name}: ${imports}`);
      assert.doesNotMatch(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''), /\b(document\.|window\.|localStorage|navigator|process\.|eval\()/, name);
    }
  });

  it('is all that the page uses to talk to the gateway', () => {
    for (const { name, text } of scripts(PAGE).filter((script) => !script.url.href.startsWith(CLIENT.href))) {
      assert.doesNotMatch(text, /\b(fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon)\s*\(/, name);
    }
  });
});

it('every import of the page leads to something that is exported', () => {
  for (const { name, url, text } of scripts(PAGE)) {
    for (const [, names, from] of text.matchAll(/import (?:\{([^}]*)\}|\* as \w+) from '(\.[^']+)'/g)) {
      const target = new URL(from, url);
      assert.ok(target.pathname.includes('/webjars/') || existsSync(target), `${name} imports ${from}, which is not there`);
      if (names && existsSync(target)) {
        const exported = readFileSync(target, 'utf8');
        for (const wanted of names.split(',').map((part) => part.trim().split(' as ')[0]).filter(Boolean)) {
          assert.match(exported, new RegExp(`export[^;]*\\b${wanted}\\b`), `${name} imports ${wanted} from ${from}`);
        }
      }
    }
  }
});
