import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newPage, openBrowser, overflowOf, type Page } from '@yardstick/testing/browser';
import { Instance } from '@yardstick/testing/instance';
import { root } from '../bootstrap.mjs';
import { ensureBuilt } from '../build/ensure-built.ts';

type Address = string | ((page: Page) => Promise<string | undefined>);

const folder = path.join(root, 'screens');
const password = 'yardstick-2024';
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

async function ask<T>(page: Page, query: string): Promise<T> {
  const answer = await page.request.post('/graphql', { headers: { 'x-yardstick': '1' }, data: { query } });
  return ((await answer.json()) as { data: T }).data;
}

const action =
  (state: string): Address =>
  async page => {
    const { actions } = await ask<{ actions: { rows: { id: string }[] } }>(
      page,
      `{ actions(page: 1, pageSize: 1, filter: { state: [${state}] }) { rows { id } } }`,
    );
    return actions.rows[0] && `/actions/${actions.rows[0].id}`;
  };

const evidence =
  (mime: string): Address =>
  async page => {
    const { unitEvidence } = await ask<{ unitEvidence: { rows: { id: string; mime: string }[] } }>(
      page,
      '{ unitEvidence(page: 1, pageSize: 100) { rows { id mime } } }',
    );
    const found = unitEvidence.rows.find(row => row.mime.includes(mime));
    return found && `/evidence/${found.id}`;
  };

const measure: Address = async page => {
  const { actions } = await ask<{ actions: { rows: { measureId: string }[] } }>(
    page,
    '{ actions(page: 1, pageSize: 1, filter: {}) { rows { measureId } } }',
  );
  return actions.rows[0] && `/measures/${actions.rows[0].measureId}`;
};

const evaluation: Address = async page => {
  const { evaluations } = await ask<{ evaluations: { id: string }[] }>(page, '{ evaluations { id } }');
  return evaluations[0] && `/evaluations/${evaluations[0].id}`;
};

/** Whose pages are pictured, and which; what the demonstration does not have is left out and said. */
const tour: Record<string, Record<string, Address>> = {
  leader: { dashboard: '/dashboard', todo: '/todo', requests: '/requests', evaluation, 'print-dashboard': '/print/dashboard' },
  'office.chief': {
    todo: '/todo',
    requests: '/requests',
    posts: '/posts',
    'unit-posts': '/posts/TJJ',
    'hand-over': '/posts/TJJ/LIAISON',
    plan: '/plan',
    measure,
    evaluations: '/evaluations',
  },
  'office.staff': { todo: '/todo', review: '/review', requests: '/requests', actions: '/actions?year=2024' },
  'gaj.liaison': {
    todo: '/todo',
    dashboard: '/dashboard',
    evidence: '/evidence',
    'evidence-pdf': evidence('pdf'),
    'evidence-word': evidence('wordprocessing'),
    'evidence-table': evidence('spreadsheet'),
    'evidence-picture': evidence('jpeg'),
    requests: '/requests',
    posts: '/posts',
    notices: '/notices',
  },
  'jrj.liaison': {
    todo: '/todo',
    requests: '/requests',
    'action-planning': action('PLANNING'),
    'action-in-progress': action('IN_PROGRESS'),
    'action-closed': action('CLOSED'),
  },
  'gaj.head': { todo: '/todo', requests: '/requests', 'hand-over': '/posts/GAJ/LIAISON' },
  admin: { users: '/admin/users', calendar: '/admin/calendar', me: '/me' },
};

/** Answers the exit code: 1 when a page complained or was wider than its window. */
export async function takeScreens(
  whenOrphaned: (callback: () => void) => void,
  running: string | undefined,
): Promise<number> {
  const instance = running ? undefined : new Instance({ withWeb: true });
  const stop = async (): Promise<void> => instance?.stop();
  whenOrphaned(() => void stop().finally(() => process.exit(1)));
  try {
    if (instance) {
      await ensureBuilt();
      await instance.startDemonstration();
    }
    return await pictureAll(running ?? instance!.address);
  } finally {
    await stop();
  }
}

async function pictureAll(address: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const browser = await openBrowser();
  const faults: string[] = [];
  const taken: string[] = [];
  for (const [size, window] of Object.entries(sizes)) {
    for (const [username, pages] of Object.entries({ '': { login: '/login' }, ...tour })) {
      const opened = await newPage(browser, { address, ...window });
      const { page } = opened;
      if (username)
        await page.request.post('/auth/sign-in', { headers: { 'x-yardstick': '1' }, data: { username, password } });
      for (const [name, place] of Object.entries<Address>(pages)) {
        const where = typeof place === 'string' ? place : await place(page);
        const file = `${[username || 'anybody', name, size].join('-')}.png`;
        if (where === undefined) {
          console.log(`${file}: nothing to show`);
          continue;
        }
        await page.goto(where);
        await atRest(page);
        await page.screenshot({ path: path.join(folder, file), fullPage: true });
        if ((await overflowOf(page)) > 0) faults.push(`${file}: wider than its window`);
        taken.push(file);
      }
      faults.push(...opened.faults.map(fault => `${username} ${size}: ${fault}`));
      await opened.close();
    }
  }
  await browser.close();
  await writeFile(path.join(folder, 'index.html'), indexOf(taken));
  for (const fault of faults) console.error(fault);
  console.log(`${taken.length} pictures in ${path.relative(process.cwd(), folder) || '.'}`);
  return faults.length > 0 ? 1 : 0;
}

/** All of them on one page, each a link to its full size. */
function indexOf(files: readonly string[]): string {
  const picture = (file: string): string =>
    `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${file}</figcaption></figure>`;
  const style = 'body{font-family:sans-serif;display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{height:420px;max-width:600px;object-fit:cover;object-position:top;border:1px solid #999}';
  return `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style>${files.map(picture).join('')}`;
}

async function atRest(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-busy=true], .ant-spin-spinning, .ant-skeleton-active') === null,
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
