import { anAction, expect, headed, sees, test, type Page } from './journey.ts';

test('the leader sees the year on one screen and goes from a red cell to a piece of evidence', async ({ as }) => {
  const leader = await as('leader', { width: 1920, height: 1080 });
  const action = await anAction(leader, { light: 'RED' }, ({ evidenceCount }) => evidenceCount > 0);
  await leader.goto('/');
  await headed(leader, '领导驾驶舱');
  const cell = leader.getByRole('link', {
    name: new RegExp(`^${action.measureCode} .*，${action.unitShortName}：逾期`),
  });
  await cell.waitFor();
  expect(await leader.evaluate(() => document.scrollingElement!.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(
    0,
  );
  for (const name of ['措施 × 单位', '逾期清单', '逐月进展', '亮灯情况'])
    expect(await isWholeInView(leader, name), `${name} is in view`).toBe(true);

  await cell.click();
  await headed(leader, '任务台账');
  await leader.getByRole('link', { name: action.title, exact: true }).click();
  await headed(leader, action.title);
  const evidence = leader.getByRole('button', { name: /^查看 / }).first();
  await evidence.click();
  await leader.getByRole('dialog').getByText('SHA-256').waitFor();
  const download = leader.getByRole('dialog').locator('a[download]').first();
  const file = await leader.request.get((await download.getAttribute('href'))!);
  expect(file.status()).toBe(200);
  expect((await file.body()).length).toBeGreaterThan(500);
});

test('what a card on the dashboard counts is what the list it opens holds', async ({ as }) => {
  const leader = await as('leader');
  for (const [card, figure] of [
    ['任务总数', /任务总数\s*([\d,]+)/],
    ['办结率', /已办结 ([\d,]+) 项/],
    ['当前逾期', /当前逾期\s*([\d,]+)/],
  ] as const) {
    await leader.goto('/dashboard');
    const link = leader.getByRole('link', { name: card });
    const count = figure.exec(await link.innerText())?.[1]?.replace(',', '');
    await link.click();
    await headed(leader, '任务台账');
    await sees(leader, `共 ${count} 条`);
  }
});

test('the list goes on to its last page and back', async ({ as }) => {
  const leader = await as('leader');
  await leader.goto('/actions?year=2024');
  const rows = leader.getByRole('row').filter({ has: leader.getByRole('link') });
  const firstOnPage = () => rows.first().getByRole('link').first().getAttribute('href');
  await expect.poll(() => rows.count()).toBe(20);
  const seen = new Set([await firstOnPage()]);
  for (const page of ['2', '3', '2', '1']) {
    const before = await firstOnPage();
    await leader.getByRole('listitem', { name: page, exact: true }).click();
    await expect.poll(firstOnPage).not.toBe(before);
    seen.add(await firstOnPage());
  }
  expect(seen.size).toBe(3);
});

function isWholeInView(page: Page, heading: string): Promise<boolean> {
  return page
    .getByRole('heading', { name: heading })
    .locator('xpath=ancestor::section[1]')
    .evaluate(section => {
      const { top, bottom, left, right } = section.getBoundingClientRect();
      return top >= 0 && left >= 0 && bottom <= window.innerHeight && right <= window.innerWidth;
    });
}
