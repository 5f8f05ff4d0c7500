import path from 'node:path';
import { Instance } from '@yardstick/testing/instance';
import { afterAll, beforeAll } from 'vitest';
import { expect, headed, sees, signInByHand, test } from './journey.ts';

const plan = path.resolve(import.meta.dirname, '../../../libs/server/src/program/data/plan-ezhou-2022-2024.xlsx');
const password = '一把尺量到底 2024';

let instance: Instance;
let code: string;

beforeAll(async () => {
  instance = new Instance({ withWeb: true });
  code = await instance.startBlank('2024-10-15T09:00:00+08:00');
});
afterAll(() => instance.stop());

test('the office sets a blank instance up, imports its workbook and issues the year', async ({ open }) => {
  const page = await open({ address: instance.address });
  await page.goto('/');
  await headed(page, '首次设置');
  await page.getByLabel('设置码').fill(code);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('用户名').fill('admin');
  await page.getByLabel('姓名').fill('系统管理员');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByLabel('再输一次新密码').fill(password);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('单位名称').fill('市司法局');
  await page.getByLabel('用户名').fill('chief');
  await page.getByLabel('姓名').fill('办公室负责人');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByLabel('再输一次新密码').fill(password);
  await page.getByRole('button', { name: '完成设置' }).click();

  await headed(page, '登录');
  await signInByHand(page, 'chief', password);
  await headed(page, '我的待办');
  await page.getByRole('link', { name: '方案与措施' }).click();
  await page.getByRole('main').getByRole('link', { name: '导入方案' }).click();
  await headed(page, '导入方案');
  await page.locator('input[type=file]').setInputFiles(plan);
  await sees(page, /\d+ 项任务，\d+ 项措施，\d+ 个单位/);
  await sees(page, 'plan-ezhou-2022-2024.xlsx');
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await sees(page, '方案已导入');

  await page.getByRole('link', { name: '现在下达' }).click();
  const dialog = page.getByRole('dialog', { name: '下达任务' });
  await dialog.getByText(/将下达 2024 年 \d+ 项措施/).waitFor();
  await dialog.getByRole('button', { name: '下达任务' }).click();
  await sees(page, /新下达 [1-9]\d* 项，此前已下达 0 项/);
  const said = await page.getByText(/新下达 \d+ 项/).innerText();
  const issued = Number(/新下达 (\d+)/.exec(said)?.[1]);
  await page.getByRole('button', { name: '查看任务' }).click();
  await headed(page, '任务台账');
  await sees(page, `共 ${issued} 条`);
  expect(issued).toBeGreaterThan(300);
});
