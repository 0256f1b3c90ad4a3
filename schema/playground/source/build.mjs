// Bundles the playground into ../static, with the licences of everything that went into it.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const out = '../static';
const { metafile } = await build({
  entryPoints: ['playground.jsx'],
  outdir: out,
  bundle: true,
  minify: true,
  metafile: true,
  format: 'iife',
  target: 'es2020',
  jsx: 'automatic',
  charset: 'utf8',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
});

const folders = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const found = input.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
  if (found) folders.add(found[1]);
}
const notices = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const places = [folder, dirname(folder)].filter((place) => !place.endsWith('node_modules'));
  const file = places
    .flatMap((place) => readdirSync(place).map((entry) => join(place, entry)))
    .find((path) => /\/(licen[cs]e|copying)(\.\w+)?$/i.test(path));
  const text = file && existsSync(file) ? readFileSync(file, 'utf8').trim() : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
});
notices.push(
  `Fonts in playground.css, as GraphiQL ships them

Roboto: Copyright 2011 Google Inc. Apache License 2.0 (its text is above, under @react-aria/focus).
Fira Code: Copyright 2014-2020 The Fira Code Project Authors. SIL Open Font License 1.1 (its text is beside the
poster faces, in posters/assets/fonts/licences).
`,
);
writeFileSync(join(out, 'licences.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
