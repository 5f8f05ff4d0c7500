import { choose, expect, headed, sees, test } from './journey.ts';

test('all case files of a unit go on record before any is drawn; the unit sees the list, its hash and why it was replaced', async ({
  as,
}) => {
  const name = '2023年度法治考核（案卷）';
  const chief = await as('office.chief');
  await chief.goto('/evaluations');
  await chief.getByRole('button', { name: '发起评价' }).click();
  const order = chief.getByRole('dialog', { name: '发起评价' });
  await choose(chief, '计分方案', /年度依法行政考核/);
  await order.getByText('先收集：单位自评、补录数据').click();
  const asOf = order.getByLabel('计算截止日');
  await asOf.fill('2023-12-31');
  await asOf.press('Enter');
  await order.getByLabel('名称').fill(name);
  await order.getByRole('button', { name: '发起评价' }).click();
  await headed(chief, name);
  const evaluation = new URL(chief.url()).pathname;

  await chief.goto(`${evaluation}/lines/GAJ`);
  await sees(chief, '还没有登记案卷名册。');
  const numbers = Array.from({ length: 14 }, (_, n) => `公（治）行罚决字〔2023〕${n + 1}号`);
  const record = async (button: string, lines: string[], more: () => Promise<void> = async () => {}) => {
    await chief.getByRole('button', { name: button }).click();
    const form = chief.getByRole('dialog', { name: button });
    await form.getByLabel('案卷名册').fill(lines.join('\n'));
    await sees(chief, `读到 ${lines.length} 件`);
    await more();
    await form.getByRole('button', { name: button }).click();
  };
  await record('登记名册', [...numbers, numbers[0]!]);
  await sees(chief, /重复。请只保留一处/);
  await chief.keyboard.press('Escape');
  await record('登记名册', numbers);
  await sees(chief, '名册已存证');
  const [hash] = await hashesOn();
  await record(
    '更换名册',
    numbers.map(number => `${number}\t行政处罚`),
    async () => chief.getByLabel('更换理由').fill('补上案卷类别'),
  );
  await sees(chief, '补上案卷类别');
  await expect.poll(async () => (await hashesOn()).length).toBe(2);
  expect(await hashesOn()).toContain(hash);

  const liaison = await as('gaj.liaison', { width: 390, height: 844 });
  await liaison.goto(`${evaluation}/lines/GAJ`);
  await sees(liaison, '名册全文（14 件）');
  await sees(liaison, '补上案卷类别');
  expect(await liaison.getByRole('button', { name: '抽取案卷' }).count()).toBe(0);

  async function hashesOn(): Promise<string[]> {
    return [...new Set((await chief.locator('body').innerText()).match(/[0-9a-f]{64}/g))];
  }
});
