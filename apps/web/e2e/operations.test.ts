import { graveFindings } from './grave-findings.ts';
import { expect, headed, settled, staysWithinItsWidth, test } from './journey.ts';

const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

test.for(widths)('whoever keeps the system running sees what it does, at $width px', async (size, { as }) => {
  const page = await as('admin', size);
  await page.goto('/operations');
  await headed(page, '运行状况');
  await settled(page);
  const checks = page.getByRole('table', { name: '检查项' });
  expect(await checks.locator('tbody tr').count()).toBe(19);
  for (const word of ['后台进程', '提醒扫描', '待处理事件', '存储空间'])
    await checks.getByText(word, { exact: true }).waitFor();
  // the demonstration's clock is moved, and the page says so
  await checks.getByText('时钟已被调整', { exact: false }).waitFor();
  await page.getByText('没有搁置的事件。').waitFor();
  await staysWithinItsWidth(page);
  expect(await graveFindings(page)).toEqual([]);
});

test('the office chief finds it in the menu; a unit is refused', async ({ as }) => {
  const chief = await as('office.chief');
  await chief.goto('/');
  await chief.getByRole('menuitem', { name: '系统管理' }).or(chief.getByText('系统管理')).first().waitFor();
  await chief.locator('a[href="/operations"]').first().click();
  await headed(chief, '运行状况');
  const unit = await as('gaj.liaison');
  const answer = await unit.request.post('/graphql', {
    headers: { 'x-yardstick': '1' },
    data: { query: '{ operations { at } }' },
  });
  expect(await answer.text()).toContain('FORBIDDEN');
});
