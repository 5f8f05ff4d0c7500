import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig, settingNames } from './config.ts';

const template = readFileSync(new URL('../../../docker/env.template', import.meta.url), 'utf8');
const documented = template
  .split('\n')
  .flatMap(line => (/^([A-Z0-9_]+)=(.*)$/.exec(line)?.slice(1, 3) as [string, string] | undefined) ?? []);
const names = documented.filter((_, index) => index % 2 === 0);

test('the env template documents every setting, and no other', () => {
  expect([...names].sort()).toEqual([...settingNames].sort());
});

test('the template’s values are the defaults', () => {
  const values = Object.fromEntries(names.map((name, index) => [name, documented[index * 2 + 1] ?? '']));
  const url = { DATABASE_URL: 'postgresql://x@localhost/yardstick' };
  const { s3: _given, ...given } = readConfig({ ...values, ...url });
  const { s3: _defaults, ...defaults } = readConfig(url);
  expect(given).toEqual(defaults);
});

test('a wrong setting is named, with where to read about it', () => {
  expect(() => readConfig({ DATABASE_URL: 'postgresql://x@localhost/y', PORT: 'eighty' })).toThrow(
    /PORT.*|env\.template/s,
  );
  expect(() => readConfig({})).toThrow(/DATABASE_URL/);
});

test('half an S3 setting is refused', () => {
  const half = { DATABASE_URL: 'postgresql://x@localhost/y', S3_ENDPOINT: 'http://store:9000' };
  expect(() => readConfig(half)).toThrow(/S3_BUCKET/);
});
