import { graveFindings } from './grave-findings.ts';
import { ask, choose, expect, headed, sees, settled, staysWithinItsWidth, test } from './journey.ts';

const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

test.for([
  { window: widths[0]!, username: 'swj.liaison' },
  { window: widths[1]!, username: 'jyj.liaison' },
])('a reader sorts notices and mutes a kind, at $window.width', async ({ window, username }, { as }) => {
  const page = await as(username, window);
  await page.goto('/notices');
  await headed(page, '通知');
  await settled(page);
  await staysWithinItsWidth(page);
  expect(await graveFindings(page)).toEqual([]);

  const count = async (tab: string) => {
    const { notices } = await ask<{ notices: { tabs: { key: string; count: number }[] } }>(
      page,
      `{ notices(page: 1, pageSize: 1) { tabs { key count } } }`,
    );
    return notices.tabs.find(one => one.key === tab)!.count;
  };
  const before = await count('new');
  expect(before).toBeGreaterThan(0);
  await page.getByRole('button', { name: '知道了' }).first().click();
  await expect.poll(() => count('new')).toBe(before - 1);
  await page.getByRole('button', { name: /^已阅/ }).click();
  await settled(page);
  await sees(page, /已阅$/);

  // a kind that may be muted, and one that may not
  await page.goto('/notices?tab=all');
  await settled(page);
  await page.goto('/me');
  await headed(page, '个人设置');
  await page.getByRole('checkbox', { name: '计划已批准' }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: '计划已批准' }).isChecked()).toBe(false);
  await page.getByText(/不能静音的类别/).click();
  await sees(page, /按规定必须送达，不能静音/);
  expect(await page.getByRole('checkbox', { name: '节点逾期' }).count()).toBe(0);
  await settled(page);
  await staysWithinItsWidth(page);
  expect(await graveFindings(page)).toEqual([]);
  const { contacts } = await ask<{ contacts: { kinds: { kind: string; isMuted: boolean }[] } }>(
    page,
    `{ contacts { kinds { kind isMuted } } }`,
  );
  expect(contacts.kinds.filter(one => one.isMuted).map(one => one.kind)).toEqual(['plan-approved']);
  await page.getByRole('checkbox', { name: '计划已批准' }).click();
  await expect.poll(() => page.getByRole('checkbox', { name: '计划已批准' }).isChecked()).toBe(true);
});

test('a liaison says where to be told and goes away; the deputy is told instead', async ({ as }) => {
  const page = await as('yjj.liaison', { width: 390, height: 844 });
  await page.goto('/me');
  await headed(page, '个人设置');
  await page.getByLabel('手机号').fill('139');
  await page.locator('#contacts').getByRole('button', { name: '保存' }).click();
  await sees(page, '格式不对，请核对后再填');
  await page.getByLabel('手机号').fill('13900000000');
  await page.locator('#contacts').getByRole('button', { name: '保存' }).click();
  await sees(page, '已保存');

  await page.getByRole('button', { name: '登记外出' }).click();
  await page.getByLabel('事由').fill('参加培训');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await sees(page, '已登记');
  await sees(page, /由副联络员.+代收（副职岗位）/);
  await settled(page);
  await staysWithinItsWidth(page);
  expect(await graveFindings(page)).toEqual([]);

  const head = await as('yjj.head');
  await head.goto('/posts/YJJ');
  await sees(head, '外出中');
  await head.getByRole('button', { name: '提前返岗' }).click();
  await head.getByRole('button', { name: /^(确 ?定|OK)$/ }).click();
  await sees(head, '已更新');
  await sees(head, '已取消');
  await settled(head);
  expect(await graveFindings(head)).toEqual([]);
});

test.for(widths)('the office looks up what was sent, at $width', async (window, { as }) => {
  const page = await as('office.staff', window);
  await page.goto('/sent');
  await headed(page, '发送台账');
  await settled(page);
  await staysWithinItsWidth(page);
  expect(await graveFindings(page)).toEqual([]);
  await page.getByRole('button', { name: /^结果不明/ }).click();
  await settled(page);
  await sees(page, '企业微信群机器人');
  await sees(page, /TimeoutError/);
  await page.getByRole('button', { name: /^全部/ }).click();
  await settled(page);
  await choose(page, '方式', '电子邮件');
  await settled(page);
  await sees(page, '每日汇总');
  await expect.poll(() => new URL(page.url()).searchParams.get('channel')).toBe('email');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出Excel' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^发送台账-\d{4}-\d{2}-\d{2}\.xlsx$/);
  await page.goto('/print/sent?channel=email');
  await sees(page, /共 \d+ 条/);
});

test('the leading group finds the week’s exceptions in the inbox, with the way to the dashboard', async ({ as }) => {
  const page = await as('leader');
  await page.goto('/notices?tab=all');
  await headed(page, '通知');
  // the worker writes it with the first round of the day
  await expect
    .poll(
      async () =>
        (
          await ask<{ notices: { rows: { kind: string }[] } }>(
            page,
            `{ notices(page: 1, pageSize: 50) { rows { kind } } }`,
          )
        ).notices.rows.filter(row => row.kind === 'weekly-exceptions').length,
      { timeout: 100_000, interval: 1_000 },
    )
    .toBe(1);
  await page.goto('/notices?tab=all');
  await page.getByRole('link', { name: /一周要情：红灯 \d+ 项/ }).click();
  await page.waitForURL(/\/dashboard/);
});
