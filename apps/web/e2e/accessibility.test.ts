import { graveFindings } from './grave-findings.ts';
import { anAction, expect, test } from './journey.ts';

test('nobody is kept from signing in', async ({ open }) => {
  const page = await open();
  await page.goto('/login');
  expect(await graveFindings(page)).toEqual([]);
});

test.for([
  { username: 'jrj.liaison', addresses: ['/todo', '/actions', '/evidence'] },
  {
    username: 'office.staff',
    addresses: ['/review', '/plan', '/evaluations', '/schemes/efficacy-annual', '/schemes/acceptance-2024/draft'],
  },
  { username: 'leader', addresses: ['/dashboard'] },
])('nothing keeps $username from their pages', async ({ username, addresses }, { as }) => {
  const page = await as(username);
  for (const address of addresses) {
    await page.goto(address);
    expect(await graveFindings(page), address).toEqual([]);
  }
});

test.for([1440, 390])('an action can be read and worked on by everybody at %d pixels', async (width, { as }) => {
  const liaison = await as('jrj.liaison', { width, height: 844 });
  for (const state of ['IN_PROGRESS', 'PLANNING']) {
    const { id } = await anAction(liaison, { state: [state] });
    await liaison.goto(`/actions/${id}`);
    expect(await graveFindings(liaison), state).toEqual([]);
  }
});
