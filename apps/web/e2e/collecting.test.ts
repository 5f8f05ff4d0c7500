import { graveFindings } from './grave-findings.ts';
import { choose, expect, headed, sees, staysWithinItsWidth, test, type Page } from './journey.ts';

/** Everybody can use the page as it stands now. */
async function standsWell(page: Page): Promise<void> {
  await staysWithinItsWidth(page);
  expect(await graveFindings(page), page.url()).toEqual([]);
}

/** Made by the first journey, gone on with by the second. */
let evaluation = '';

test('what nobody recorded stops an order; it is collected first, a unit marks itself and its head signs', async ({
  as,
}) => {
  const chief = await as('office.chief');
  await chief.goto('/evaluations');
  await chief.getByRole('button', { name: '发起评价' }).click();
  const order = chief.getByRole('dialog', { name: '发起评价' });
  await choose(chief, '计分方案', /依法行政/);
  await order.getByRole('button', { name: '发起评价' }).click();
  // an order is refused for what nobody recorded, and says what
  await order.getByText(/还缺 \d+ 项数据/).waitFor();
  await order.getByText('先收集：单位自评、补录数据').click();
  await order.getByLabel('名称').fill('2024年度法治考核');
  await order.getByRole('button', { name: '发起评价' }).click();
  await headed(chief, '2024年度法治考核');
  await sees(chief, /^未报送 \d+ 个单位/);
  await sees(chief, /^缺项 \(\d+\)$/);
  await standsWell(chief);
  evaluation = new URL(chief.url()).pathname;

  const liaison = await as('gaj.liaison');
  await liaison.goto('/todo');
  await liaison.locator('#todo-ASSESS_SELF').getByRole('link', { name: '2024年度法治考核' }).click();
  await sees(liaison, '系统已有数据');
  await standsWell(liaison);
  for (const field of await liaison.getByLabel(/^分数（满分/).all()) await field.fill('4');
  for (const field of await liaison.getByLabel(/的理由$/).all()) await field.fill('制度健全，台账可查。');
  for (const field of await liaison.getByLabel('达标', { exact: true }).all()) await field.check();
  for (const label of ['写明进展情况', '写明存在问题']) await liaison.getByLabel(label).fill('2');
  await liaison.getByRole('button', { name: '送负责人签发' }).click();
  await sees(liaison, '待负责人签发');

  const head = await as('gaj.head', { width: 390, height: 844 });
  await head.goto('/todo');
  await head.locator('#todo-TO_SIGN_ASSESSMENT').getByRole('link', { name: '2024年度法治考核' }).click();
  await head.getByRole('button', { name: '签发报送' }).waitFor();
  await standsWell(head);
  await head.getByRole('button', { name: '签发报送' }).click();
  await sees(head, '已报送');
});

test('the office closes collecting with a reason, checks beside the unit’s marks and sees what is missing', async ({
  as,
}) => {
  const chief = await as('office.chief');
  await chief.goto(evaluation);
  await chief.getByRole('button', { name: '截止收集' }).click();
  const closing = chief.getByRole('dialog', { name: '截止收集' });
  await closing.getByLabel('截止理由').fill('其余单位由办公室直接复核');
  await closing.getByRole('button', { name: '截止收集' }).click();
  await sees(chief, /截止理由：其余单位由办公室直接复核/);
  await sees(chief, '现在还不能计算：');
  expect(await chief.getByRole('button', { name: '开始计算' }).isDisabled()).toBe(true);

  await chief.goto(`${evaluation}/lines/GAJ`);
  const mechanism = chief
    .getByRole('listitem')
    .filter({ has: chief.getByRole('heading', { name: /依法行政领导机制/ }) });
  await mechanism.getByLabel(/^分数（满分/).fill('1');
  await chief.getByRole('button', { name: '保存复核分' }).click();
  await sees(chief, /与自评相差 3 分/);
  await mechanism.getByLabel(/的理由$/).fill('缺两次会议记录');
  await chief.getByRole('button', { name: '保存复核分' }).click();
  await sees(chief, /相差 3 分，超过 2 分/);
  await chief.getByRole('button', { name: '其余同意自评' }).click();
  await sees(chief, '已按自评复核');
  await standsWell(chief);
});
