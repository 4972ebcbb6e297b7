#!/usr/bin/env node
// Checks the frames that clients got against AG-UI's own rules.
//
//   node verify.mjs [--modules <folder>] [--allow-open] [file ...]      (standard input without files)
//
// Each line is {"stream": "<one client's connection>", "frame": <the AG-UI event>}, the frames of a stream in the order
// in which that client got them. Streams may be mixed. --modules names the folder whose node_modules has the two
// packages (this one by default). --allow-open lets a stream end in the middle of a run.
//
// It checks every frame against @ag-ui/core's schema of its type, without members that the schema does not know. It
// checks every stream against @ag-ui/client's verifyEvents. Deltas must fit the state to which they are applied. Frames
// with a cursor must come in order, none twice and none missing. Outside of runs there may be only what the protocol
// allows there: a connection's snapshots, and notices to one connection.
//
// Prints one line if there is no mistake. Otherwise it prints each mistake, and the exit code is 1.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const options = parse(process.argv.slice(2));
const require = createRequire(resolve(options.modules, 'package.json'));
const { EventSchemas } = require('@ag-ui/core/schemas');
const { verifyEvents } = require('@ag-ui/client');
const { Subject } = require('rxjs');
const jsonPatch = require('fast-json-patch');

const OUTSIDE_OF_RUNS = new Set(['STATE_SNAPSHOT', 'MESSAGES_SNAPSHOT', 'CUSTOM']);
const schemas = new Map(EventSchemas.options.map((schema) => [schema.shape.type.value, schema]));

class Stream {
  runs = 0;
  #name;
  #running = false;
  #last = null;
  #state = {};
  #source;
  #mistake = null;

  constructor(name) {
    this.#name = name;
    this.#startOver();
  }

  take(frame) {
    if (frame?.type === 'STATE_SNAPSHOT' && frame.metadata?.quillmesh?.recovered === false) {
      this.#startOver();
    }
    const found = [...shapeMistakes(frame), ...this.#cursorMistakes(frame), ...this.#orderMistakes(frame)];
    try {
      this.#apply(frame);
    } catch (error) {
      found.push(`the state does not take it: ${error.message}`);
    }
    return found.map((mistake) => `${this.#name}: ${frame?.type}: ${mistake}`);
  }

  /** The client resumed with a cursor that is not kept any more, and replaces its state. */
  #startOver() {
    this.#running = false;
    this.#last = null;
    this.#source = new Subject();
    this.#source.pipe(verifyEvents()).subscribe({ error: (error) => (this.#mistake = error.message) });
  }

  end() {
    return this.#running && !options.allowOpen ? [`${this.#name}: ends in the middle of a run`] : [];
  }

  #orderMistakes(frame) {
    if (!this.#running && OUTSIDE_OF_RUNS.has(frame.type)) {
      return frame.type === 'CUSTOM' && frame.metadata ? ['a notice bears a cursor'] : [];
    }
    if (frame.type === 'RUN_STARTED') {
      this.#running = true;
      this.runs += 1;
    }
    if (frame.type === 'RUN_FINISHED' || frame.type === 'RUN_ERROR') {
      this.#running = false;
    }
    const before = this.#mistake;
    this.#source.next(frame);
    return this.#mistake !== null && before === null ? [this.#mistake] : [];
  }

  #cursorMistakes(frame) {
    const cursor = frame.metadata?.quillmesh;
    if (cursor?.sequence === undefined) {
      return frame.type === 'CUSTOM' || frame.type === 'STATE_SNAPSHOT' ? [] : ['has no cursor'];
    }
    const last = this.#last;
    this.#last = cursor;
    // Another epoch continues the numbers: a client that resumes gets what it missed, whoever numbered it.
    if (last === null || frame.type === 'MESSAGES_SNAPSHOT') {
      return [];
    }
    return cursor.sequence === last.sequence + 1 ? [] : [`${cursor.sequence} comes after ${last.sequence}`];
  }

  #apply(frame) {
    if (frame.type === 'STATE_SNAPSHOT') {
      this.#state = structuredClone(frame.snapshot);
    } else if (frame.type === 'STATE_DELTA') {
      this.#state = jsonPatch.applyPatch(this.#state, frame.delta, true, false).newDocument;
    }
  }
}

function shapeMistakes(frame) {
  const schema = schemas.get(frame?.type);
  if (!schema) {
    return ['is no AG-UI event'];
  }
  const unknown = Object.keys(frame).filter((name) => !(name in schema.shape));
  const { success, error } = schema.safeParse(frame);
  return [
    ...unknown.map((name) => `AG-UI knows no member ${name} of it`),
    ...(success ? [] : error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)),
  ];
}

function parse(words) {
  const parsed = { modules: import.meta.dirname, allowOpen: false, files: [] };
  while (words.length > 0) {
    const word = words.shift();
    if (word === '--modules') {
      parsed.modules = words.shift();
    } else if (word === '--allow-open') {
      parsed.allowOpen = true;
    } else {
      parsed.files.push(word);
    }
  }
  return parsed;
}

const streams = new Map();
const mistakes = [];
let frames = 0;
for (const file of options.files.length > 0 ? options.files : [0]) {
  readFileSync(file, 'utf8').split('\n').forEach((line, index) => {
    if (line.trim() === '') {
      return;
    }
    const { stream: name, frame } = JSON.parse(line);
    if (!streams.has(name)) {
      streams.set(name, new Stream(name));
    }
    frames += 1;
    mistakes.push(...streams.get(name).take(frame).map((mistake) => `line ${index + 1}: ${mistake}`));
  });
}
streams.forEach((stream) => mistakes.push(...stream.end()));
mistakes.forEach((mistake) => console.error(mistake));
if (mistakes.length > 0 || frames === 0) {
  console.error(`${mistakes.length} mistakes in ${frames} frames`);
  process.exit(1);
}
const runs = [...streams.values()].reduce((sum, stream) => sum + stream.runs, 0);
console.log(`${frames} frames of ${runs} runs in ${streams.size} streams are as AG-UI has them`);
