import { editWorkbook } from '@yardstick/testing/edit-workbook';
import { readFileSync } from 'node:fs';
import { allAgree, choose, confirm, expect, headed, sees, test, type Page } from './journey.ts';

const name = '2023年度效能评价';

/** Made by the first journey, gone on with by the second. */
let evaluation = '';
/** What the unit showed for its mark. */
let cited = '';

test('a year is collected: a unit marks itself by what its library has, a table of statistics is put right', async ({
  as,
}) => {
  const chief = await as('office.chief');
  await chief.goto('/evaluations');
  await chief.getByRole('button', { name: '发起评价' }).click();
  const order = chief.getByRole('dialog', { name: '发起评价' });
  await choose(chief, '计分方案', /年度效能评价/);
  await order.getByText('先收集：单位自评、补录数据').click();
  const asOf = order.getByLabel('计算截止日');
  await asOf.fill('2023-12-31');
  await asOf.press('Enter');
  await order.getByLabel('名称').fill(name);
  await order.getByRole('button', { name: '发起评价' }).click();
  await headed(chief, name);
  await sees(chief, '没有缺项。');
  evaluation = new URL(chief.url()).pathname;

  // the unit marks itself and shows what it has in its library already; its head signs
  const liaison = await as('gaj.liaison');
  await liaison.goto('/todo');
  await liaison.locator('#todo-ASSESS_SELF').getByRole('link', { name }).click();
  await headed(liaison, /自评/);
  const met = liaison.getByLabel('达标', { exact: true });
  await expect.poll(() => met.count()).toBe(3);
  for (const field of await met.all()) await field.check();
  await liaison.getByLabel('“三项制度达标率”的理由').fill('三项制度均已印发并按月检查。');
  cited = await cite(liaison, '三项制度达标率');
  // somebody else of the unit has saved meanwhile: nothing is overwritten unasked
  const other = await as('gaj.liaison');
  await other.goto(liaison.url());
  await other.getByLabel('“三项制度达标率”的理由').fill('另一处填写的理由');
  for (const field of await other.getByLabel('达标', { exact: true }).all()) await field.check();
  await other.getByRole('button', { name: '保存', exact: true }).click();
  await sees(other, '已保存');
  await liaison.getByRole('button', { name: '送负责人签发' }).click();
  const changed = liaison.getByRole('dialog', { name: '这份自评已被他人改过' });
  await changed.getByRole('button', { name: '以我填写的为准' }).click();
  await sees(liaison, '待负责人签发');
  const head = await as('gaj.head');
  await head.goto('/todo');
  await head.locator('#todo-TO_SIGN_ASSESSMENT').getByRole('link', { name }).click();
  await sees(head, cited);
  await head.getByRole('button', { name: '签发报送' }).click();
  await sees(head, '已报送');

  // a table of statistics: what is wrong in it is said by its cell and taken by nobody, put right it is taken whole
  await chief.reload();
  const [download] = await Promise.all([
    chief.waitForEvent('download'),
    chief.getByRole('link', { name: '下载填报表' }).click(),
  ]);
  const template = readFileSync(await download.path());
  const source = { row: 'GAJ', column: '数据来源', value: '2023年度行政检查统计年报（更正）' };
  const done = { row: 'GAJ', column: '2023年年度检查计划已完成数' };
  await upload(chief, await editWorkbook(template, [source, { ...done, value: 9999 }]));
  await sees(chief, /1 处错误/);
  await sees(chief, /统计数据 [A-Z]+\d+ 9999 多于应办数 \d+（年度检查计划完成率）/);
  expect(await chief.getByRole('button', { name: '全部入库' }).isDisabled()).toBe(true);
  await upload(chief, await editWorkbook(template, [source, { ...done, value: 1 }]));
  await sees(chief, /读到 1 个数、1 个单位；0 处错误/);
  await chief.getByRole('button', { name: '全部入库' }).click();
  await sees(chief, '“2023统计.xlsx”已入库。');
});

test('it is checked line by line, computed, shown to the units, frozen by a second person and published', async ({
  as,
}) => {
  const chief = await as('office.chief');
  await chief.goto(evaluation);
  await chief.getByRole('button', { name: '延长截止日' }).click();
  const longer = chief.getByRole('dialog', { name: '延长截止日' });
  await longer.getByLabel('新的截止日').fill('2024-12-20');
  await longer.getByLabel('新的截止日').press('Enter');
  await longer.getByLabel('延长理由').fill('统计年报迟到');
  await longer.getByRole('button', { name: '延长截止日' }).click();
  await sees(chief, '截止日已延长到 2024-12-20。理由：统计年报迟到');
  await chief.getByRole('button', { name: '截止收集' }).click();
  const closing = chief.getByRole('dialog', { name: '截止收集' });
  await closing.getByLabel('截止理由').fill('其余单位以专项检查记录为准');
  await closing.getByRole('button', { name: '截止收集' }).click();
  await sees(chief, /截止理由：其余单位以专项检查记录为准/);

  // three lines: the unit's, the office's, and the chief's own word
  await chief.getByRole('link', { name: '查看市公安局的三方打分' }).click();
  await headed(chief, '市公安局自评与复核');
  await chief.getByRole('button', { name: '其余同意自评' }).click();
  await sees(chief, '已按自评复核');
  await chief.getByRole('button', { name: '另定终评' }).click();
  const final = chief.getByRole('dialog', { name: '另定“三项制度达标率”的终评' });
  await final.getByRole('radio', { name: '未达标' }).nth(1).check();
  await final.getByLabel('“三项制度达标率”的理由').fill('抽查两件没有音像记录');
  await final.getByRole('button', { name: '另定终评' }).click();
  await sees(chief, '已定终评');

  await chief.goto(evaluation);
  await sees(chief, '数据已齐，可以计算。');
  await chief.getByRole('button', { name: '开始计算' }).click();
  await confirm(chief);
  await sees(chief, /结果还没有反馈单位。请先反馈/);

  // the explanation names the number that came by the table and the three lines
  await chief.goto(`${evaluation}/units/GAJ`);
  await sees(chief, /完成 1\.00 ÷ 应办 [\d.]+ × 30/);
  await sees(chief, '抽查两件没有音像记录');
  await chief.getByRole('link', { name: cited }).first().waitFor();

  await chief.goto(evaluation);
  await chief.getByRole('button', { name: '反馈单位' }).click();
  await confirm(chief);
  await sees(chief, /异议期至/);
  const head = await as('gaj.head');
  await head.goto('/todo');
  await head.locator('#todo-CHECK_RESULT').getByRole('link', { name }).click();
  await head.getByRole('button', { name: '确认结果' }).click();
  await confirm(head);
  await sees(head, /代表本单位确认这一结果/);
  await allAgree(chief, evaluation.split('/').at(-1)!, ['GAJ']);

  await chief.goto(evaluation);
  await chief.getByRole('button', { name: '提请定稿' }).click();
  await confirm(chief);
  await sees(chief, /已提请，待另一人审定。/);
  const leader = await as('leader');
  await leader.goto(evaluation);
  await leader.getByRole('button', { name: '审定定稿' }).click();
  await confirm(leader);
  await sees(leader, /提请，.*审定，.*定稿。/);

  await chief.goto(evaluation);
  await chief.getByRole('button', { name: '提请公布' }).click();
  const publish = chief.getByRole('dialog', { name: '提请公布' });
  await publish.getByRole('radio', { name: '排名、得分和等次' }).check();
  await publish.getByRole('button', { name: '提请公布' }).click();
  await sees(chief, /待领导小组审定。/);
  await leader.goto(evaluation);
  await leader.getByRole('button', { name: '批准公布' }).click();
  await confirm(leader);
  await sees(leader, /批准公布：排名、得分和等次。/);
  await head.goto(evaluation);
  await headed(head, name);
  await sees(head, '公布的结果');
  expect(await head.getByRole('main').getByText('市生态环境局').count()).toBeGreaterThan(0);
});

test('two people write on one scheme: the second is told before anything is overwritten, and decides', async ({
  as,
}) => {
  const [staff, chief] = [await as('office.staff'), await as('office.chief')];
  const text = (page: Page) => page.getByRole('textbox', { name: '方案文本' });
  const save = (page: Page) => page.getByRole('button', { name: '保存草稿' }).click();
  for (const page of [staff, chief]) {
    await page.goto('/schemes/efficacy-annual/draft');
    await headed(page, '方案草稿：年度效能评价');
  }
  const begun = await text(staff).inputValue();
  const theirs = begun.replace('"from": "90"', '"from": "91"');
  const mine = begun.replace('"from": "90"', '"from": "93"');
  await text(staff).fill(theirs);
  await save(staff);
  await sees(staff, '草稿已保存');

  await text(chief).fill(mine);
  await save(chief);
  await sees(chief, /保存过这份草稿，与你看到的不同。/);
  await sees(chief, '有未保存的改动');
  expect(await text(chief).inputValue()).toBe(mine);
  await chief.getByRole('button', { name: '改用对方的文本' }).click();
  expect(await text(chief).inputValue()).toBe(theirs);
  await sees(chief, '已保存');

  // the other way round, with the own words kept
  await text(chief).fill(mine);
  await save(chief);
  await sees(chief, '草稿已保存');
  const last = begun.replace('"from": "90"', '"from": "92"');
  await text(staff).fill(last);
  await save(staff);
  await staff.getByRole('button', { name: '以我的文本为准' }).click();
  await save(staff);
  await sees(staff, '草稿已保存');
  await chief.reload();
  await expect.poll(() => text(chief).inputValue()).toBe(last);
});

/** Of what the unit has in its library already; answers the title. */
async function cite(page: Page, indicator: string): Promise<string> {
  await page.getByRole('combobox', { name: `为“${indicator}”引用佐证` }).click();
  const option = page
    .locator('.ant-select-item-option:not(.ant-select-item-option-disabled)')
    .filter({ visible: true });
  await option.first().waitFor();
  const title = await option.first().innerText();
  await option.first().click();
  await page.keyboard.press('Escape');
  return title;
}

async function upload(page: Page, buffer: Buffer): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.locator('.ant-upload input[type=file]').setInputFiles({ name: '2023统计.xlsx', mimeType, buffer });
}
