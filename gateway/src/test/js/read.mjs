// Reads the texts in a file, a JSON array, like the page, and prints their HTML. PageTest compares it with the export.

import { readFileSync } from 'node:fs';
import './webjars.mjs';

const { readBlocks } = await import('../../main/resources/static/text/dialect.mjs');
const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify(texts.map((text) => readBlocks(text).map((block) => block.html).join(''))));
