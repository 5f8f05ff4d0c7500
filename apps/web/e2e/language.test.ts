import { expect, headed, settled, test } from './journey.ts';
import { missingWords } from './words.ts';

const pagesOf = {
  leader: [
    '/dashboard',
    '/todo',
    '/actions',
    '/plan',
    '/evaluations',
    '/schemes/law-assessment-annual',
    '/notices',
    '/me',
    '/print/dashboard',
  ],
  'office.chief': [
    '/review',
    '/schemes',
    '/schemes/acceptance-2024/draft',
    '/plan/import',
    '/admin/users',
    '/admin/calendar',
  ],
  'gaj.liaison': ['/todo', '/actions', '/evidence', '/nowhere'],
};

// In Chinese every journey looks for missing words where it ends.
test.for(Object.keys(pagesOf) as (keyof typeof pagesOf)[])(
  'every word %s meets exists in English',
  async (username, { as }) => {
    const page = await as(username, { locale: 'en' });
    for (const address of pagesOf[username]) {
      await page.goto(address);
      await settled(page);
      expect(await missingWords(page), address).toEqual([]);
    }
  },
);

test('one press turns the menu into English, and the choice stays', async ({ as }) => {
  const chief = await as('office.chief');
  await chief.goto('/todo');
  await headed(chief, '我的待办');
  await chief.getByRole('button', { name: 'English' }).click();
  const menu = chief.getByRole('navigation').first();
  await expect.poll(() => menu.innerText()).not.toMatch(/\p{Script=Han}/u);
  expect(await chief.evaluate(() => document.documentElement.lang)).toBe('en');
  await chief.reload();
  await headed(chief, /^\w/);
  expect(await menu.innerText()).not.toMatch(/\p{Script=Han}/u);
});
