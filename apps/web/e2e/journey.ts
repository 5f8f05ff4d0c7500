import path from 'node:path';
import {
  newPage,
  openBrowser,
  overflowOf,
  type Browser,
  type Page,
  type PageOptions,
  type WatchedPage,
} from '@yardstick/testing/browser';
import type {} from '@yardstick/testing/global-demonstration'; // tells vitest what it provides
import { untilReady } from '@yardstick/testing/instance';
import { test as base, expect, inject } from 'vitest';
import { missingWords } from './words.ts';

export { expect } from 'vitest';
export type { Page } from '@yardstick/testing/browser';

export const demonstrationPassword = 'yardstick-2024';
const failures = path.resolve(import.meta.dirname, '../../../screens/failures');

type Window = Partial<Omit<PageOptions, 'address'>>;

interface Journey {
  browser: Browser;
  /** A window nobody is signed in to. */
  open: (options?: Window & { address?: string }) => Promise<Page>;
  /** A window of somebody of the demonstration, signed in. */
  as: (username: string, options?: Window) => Promise<Page>;
}

/** A test in which people sit at windows; whatever goes wrong in one of them unseen fails it. */
export const test = base.extend<Journey>({
  browser: [
    async ({}, use) => {
      const [browser] = await Promise.all([openBrowser(), untilReady(inject('demonstration'))]);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ browser, task }, use) => {
    const windows: WatchedPage[] = [];
    await use(async (options = {}) => {
      const opened = await newPage(browser, { address: inject('demonstration'), ...options });
      windows.push(opened);
      return opened.page;
    });
    const faults: string[] = [];
    for (const [index, window] of windows.entries()) {
      faults.push(...window.faults, ...(await missingWords(window.page)));
      if (task.result?.state === 'fail') await keepPicture(window.page, `${task.name}-${index + 1}`);
      await window.close();
    }
    expect(faults, 'what the windows complained about').toEqual([]);
  },
  as: async ({ open }, use) => {
    await use(async (username, options = {}) => {
      const page = await open(options);
      await signIn(page, username);
      return page;
    });
  },
});

/** Gives the window its session without the sign-in page. */
export async function signIn(page: Page, username: string, password = demonstrationPassword): Promise<void> {
  const answer = await page.request.post('/auth/sign-in', {
    headers: { 'x-yardstick': '1' },
    data: { username, password },
  });
  expect(answer.status(), `sign-in of ${username}`).toBe(200);
}

/** As the sign-in page has it. */
export async function signInByHand(page: Page, username: string, password = demonstrationPassword): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

/** What the window's person is answered; for choosing among the demonstration's records and for looking behind the page. */
export async function ask<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const answer = await page.request.post('/graphql', { headers: { 'x-yardstick': '1' }, data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data?: T; errors?: object[] };
  if (!data) throw new Error(`${query} was answered with ${JSON.stringify(errors)}`);
  return data;
}

/** What somebody at another window is answered, without the window. */
export async function askAs<T>(username: string, query: string, variables: object = {}): Promise<T> {
  const post = (path: string, body: object, cookie = ''): Promise<Response> =>
    fetch(`${inject('demonstration')}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-yardstick': '1', cookie },
      body: JSON.stringify(body),
    });
  const signedIn = await post('/auth/sign-in', { username, password: demonstrationPassword });
  const [cookie] = signedIn.headers.getSetCookie().map(one => one.split(';')[0]);
  const answer = (await (await post('/graphql', { query, variables }, cookie)).json()) as {
    data?: T;
    errors?: object[];
  };
  if (!answer.data) throw new Error(`${username} was answered with ${JSON.stringify(answer.errors)}`);
  return answer.data;
}

/** All heads but those named agree with what their units were given. */
export async function allAgree(page: Page, evaluationId: string, but: readonly string[]): Promise<void> {
  const { evaluation } = await ask<{ evaluation: { units: { unitId: string }[] } }>(
    page,
    'query ($id: ID!) { evaluation(id: $id) { units { unitId } } }',
    { id: evaluationId },
  );
  const waiting = evaluation.units.map(({ unitId }) => unitId).filter(unitId => !but.includes(unitId));
  const agree = async (unitId: string): Promise<void> => {
    const answer = await askAs<object>(
      `${unitId.toLowerCase()}.head`,
      `mutation ($input: EvaluationVerbInput!) { confirmResult(input: $input) { userErrors { code } } }`,
      { input: { evaluationId } },
    );
    expect(answer, unitId).toEqual({ confirmResult: { userErrors: [] } });
  };
  for (let from = 0; from < waiting.length; from += 4) await Promise.all(waiting.slice(from, from + 4).map(agree));
}

/** Yes to what the interface asks before it does something. */
export async function confirm(page: Page): Promise<void> {
  const asked = page.getByRole('tooltip').filter({ visible: true });
  await asked.getByRole('button', { name: /^(确定|确\s定)$/ }).click();
  await asked.waitFor({ state: 'hidden' });
}

export interface ActionRow {
  id: string;
  title: string;
  unitId: string;
  unitName: string;
  unitShortName: string;
  measureCode: string;
  measureTitle: string;
  state: string;
  dueOn: string;
  light: string;
  evidenceCount: number;
  milestones: { id: string; title: string; state: string }[];
}

/** The first action of this year that fits; the demonstration is the same every time, so this is as well. */
export async function anAction(
  page: Page,
  filter: object,
  fits: (action: ActionRow) => boolean = () => true,
): Promise<ActionRow> {
  for (let number = 1; ; number++) {
    const { actions } = await ask<{ actions: { rows: ActionRow[]; total: number } }>(
      page,
      `query ($filter: ActionFilter!, $page: Int!) { actions(filter: $filter, page: $page, pageSize: 100) {
        total
        rows { id title unitId unitName unitShortName measureCode measureTitle state dueOn light evidenceCount milestones { id title state } }
      } }`,
      { filter: { year: 2024, ...filter }, page: number },
    );
    const found = actions.rows.find(fits);
    if (found) return found;
    if (actions.total <= number * 100) throw new Error('The demonstration has no action that fits.');
  }
}

export async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor();
}

export async function headed(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** The page stands as it will be read: titled, with nothing on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-busy=true], .ant-spin-spinning, .ant-skeleton-active') === null,
  );
}

/** Chooses in one of the interface's drop-down lists. */
export async function choose(page: Page, label: string | RegExp, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: option, visible: true }).first().click();
}

export async function staysWithinItsWidth(page: Page): Promise<void> {
  await expect.poll(() => overflowOf(page), { message: `${page.url()} is wider than its window` }).toBe(0);
}

/** What a failed journey leaves behind: a picture, and for where no picture is kept what could be read. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const file = path.join(failures, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`);
  await page.screenshot({ path: file, fullPage: true, timeout: 5_000 }).catch(() => undefined);
  console.error(`${page.url()} is pictured in ${path.relative(process.cwd(), file)}`);
  const popUps = page.locator('.ant-message, .ant-modal, .ant-popover, .ant-notification').filter({ visible: true });
  for (const text of [...(await popUps.allInnerTexts()), ...(await page.locator('main').allInnerTexts())])
    console.error(`> ${text.replace(/\s+/g, ' ').slice(0, 1_000)}`);
}
