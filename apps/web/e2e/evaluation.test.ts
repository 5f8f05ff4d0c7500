import { readFileSync } from 'node:fs';
import { allAgree, choose, confirm, expect, headed, sees, test, type Page } from './journey.ts';

test('the office evaluates, every mark leads to a record, two persons make it final', async ({ as }) => {
  const chief = await as('office.chief');
  await chief.goto('/evaluations');
  await chief.getByRole('button', { name: '发起评价' }).click();
  const order = chief.getByRole('dialog', { name: '发起评价' });
  await choose(chief, '计分方案', /第\d+版/);
  await expect.poll(() => order.getByLabel('名称').inputValue()).toContain('2024');
  await order.getByLabel('名称').fill('2024年验收评估');
  await order.getByRole('button', { name: '发起评价' }).click();
  await headed(chief, '2024年验收评估');
  await chief
    .getByText(/已计算 \d+ \/ \d+ 个单位/)
    .or(chief.getByText('尚未提请。'))
    .first()
    .waitFor();
  await sees(chief, '尚未提请。');
  const evaluation = new URL(chief.url()).pathname;

  // from a unit's total to a record in two more clicks
  const [total] = await chief.getByRole('link', { name: /得分说明：/ }).all();
  const mark = /：([\d.]+)$/.exec((await total!.getAttribute('aria-label'))!)![1]!;
  await total!.click();
  await headed(chief, /得分说明$/);
  await sees(chief, mark);
  const record = chief.getByRole('main').locator('a[href^="/actions/"]').filter({ visible: true }).first();
  await record.click();
  await chief.getByRole('heading', { name: '办理过程' }).waitFor();

  // the units see it before it can be frozen: one agrees on its page, the others likewise
  await chief.goto(evaluation);
  await sees(chief, /结果还没有反馈单位。请先反馈/);
  expect(await chief.getByRole('button', { name: '提请定稿' }).count()).toBe(0);
  await chief.getByRole('button', { name: '反馈单位' }).click();
  await confirm(chief);
  await sees(chief, /异议期至/);
  const head = await as('gaj.head');
  await head.goto('/todo');
  await head.getByRole('link', { name: '2024年验收评估' }).click();
  await headed(head, '2024年验收评估');
  await sees(head, /全部单位的分数分布/);
  await head.getByRole('button', { name: '确认结果' }).click();
  await confirm(head);
  await sees(head, /代表本单位确认这一结果/);
  const id = evaluation.split('/').at(-1)!;
  await allAgree(chief, id, ['GAJ']);

  await chief.goto(evaluation);
  await sees(chief, /个单位全部确认。/);
  await chief.getByRole('button', { name: '提请定稿' }).click();
  await confirm(chief);
  await sees(chief, /已提请，待另一人审定。/);
  expect(await chief.getByRole('button', { name: '审定定稿' }).count()).toBe(0);

  const leader = await as('leader');
  await leader.goto('/todo');
  await leader.getByRole('link', { name: '2024年验收评估' }).click();
  await headed(leader, '2024年验收评估');
  await leader.getByRole('button', { name: '审定定稿' }).click();
  await confirm(leader);
  await sees(leader, /提请，.*审定，.*定稿。/);

  // what everybody may see is a decision of its own
  await chief.goto(evaluation);
  await chief.getByRole('button', { name: '提请公布' }).click();
  const publish = chief.getByRole('dialog', { name: '提请公布' });
  await publish.getByRole('radio', { name: '仅等次' }).check();
  await publish.getByRole('button', { name: '提请公布' }).click();
  await sees(chief, /待领导小组审定。/);
  await leader.goto(evaluation);
  await leader.getByRole('button', { name: '批准公布' }).click();
  await confirm(leader);
  await sees(leader, /批准公布：仅等次。/);
  await head.goto(evaluation);
  await sees(head, '公布的结果');
  expect(await head.getByRole('main').getByText('市生态环境局').count()).toBeGreaterThan(0);
  await leader.goto(evaluation);

  for (const [name, extension] of [
    ['下载 Excel', 'xlsx'],
    ['下载 Word', 'docx'],
  ] as const) {
    const bytes = await downloaded(leader, name, extension);
    expect(bytes.subarray(0, 2).toString(), name).toBe('PK');
    expect(bytes.length).toBeGreaterThan(5_000);
  }
});

async function downloaded(page: Page, name: string, extension: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${extension}$`));
  return readFileSync(await download.path());
}
