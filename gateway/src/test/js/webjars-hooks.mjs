import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** The page's import map: what modules are called that name each other without a place. */
const page = readFileSync(new URL('../../main/resources/static/index.html', import.meta.url), 'utf8');
const { imports } = JSON.parse(/<script type="importmap">([^<]*)<\/script>/u.exec(page)[1]);

let folder;

export function initialize(url) {
  folder = url;
}

export function resolve(specifier, context, next) {
  const [, library] = /\/webjars\/(.+)$/u.exec(imports[specifier] ?? specifier) ?? [];
  return library ? { url: folder + library, shortCircuit: true } : next(specifier, context);
}

/** As a browser does: what a page imports is a module, whatever Node would make of its name. */
export async function load(url, context, next) {
  return url.startsWith(folder)
    ? { format: 'module', source: await readFile(new URL(url)), shortCircuit: true }
    : next(url, context);
}
