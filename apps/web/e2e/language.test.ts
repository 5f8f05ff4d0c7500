import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, headed, settled, test, type Page } from './journey.ts';

const words = path.resolve(import.meta.dirname, '../src/i18n/zh-CN');
const areas = new Set(
  readdirSync(words).flatMap(file =>
    Object.keys(JSON.parse(readFileSync(path.join(words, file), 'utf8')) as object).map(key => key.split('.')[0]!),
  ),
);

/** What the page shows in place of a word it does not have: the word's key, or a gap nobody filled. */
async function missingWords(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(element =>
      ['aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name) ?? ''),
    );
    return [document.title, document.body.innerText, ...labels].join('\n');
  });
  const keyLike = text.match(/(?<![\w@./-])[a-z]+[A-Za-z]*(\.[\w-]+)+(?![\w/@])/g) ?? [];
  return [
    ...keyLike.filter(word => areas.has(word.split('.')[0]!)),
    ...(text.match(/\{\{.*?\}\}|\bundefined\b|\bNaN\b|\[object Object\]/g) ?? []),
  ];
}

const pagesOf = {
  leader: ['/dashboard', '/todo', '/actions', '/plan', '/evaluations', '/notices', '/me', '/print/dashboard'],
  'office.chief': ['/todo', '/review', '/plan', '/plan/import', '/admin/users', '/admin/calendar'],
  'gaj.liaison': ['/todo', '/actions', '/evidence', '/nowhere'],
  admin: ['/admin/users', '/admin/calendar'],
};

test.for(Object.keys(pagesOf) as (keyof typeof pagesOf)[])('every word %s meets exists in both languages', async (username, { as }) => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const page = await as(username, { locale });
    for (const address of pagesOf[username]) {
      await page.goto(address);
      await settled(page);
      expect(await missingWords(page), `${address} in ${locale}`).toEqual([]);
    }
  }
});

test('one press turns the menu into English, and the choice stays', async ({ as }) => {
  const chief = await as('office.chief');
  await chief.goto('/todo');
  await headed(chief, '我的待办');
  await chief.getByRole('button', { name: 'English' }).click();
  const menu = chief.getByRole('navigation').first();
  await expect.poll(() => menu.innerText()).not.toMatch(/\p{Script=Han}/u);
  expect(await chief.evaluate(() => document.documentElement.lang)).toBe('en');
  await chief.reload();
  await expect.poll(() => menu.innerText()).toMatch(/To do|My tasks|Plan/);
  expect(await menu.innerText()).not.toMatch(/\p{Script=Han}/u);
});
