import { readFileSync } from 'node:fs';
import { choose, expect, headed, sees, staysWithinItsWidth, test, type Page } from './journey.ts';

test('the chief writes a ruler, mends it, tries it out, publishes it, and everybody may read what changed', async ({
  as,
}) => {
  const chief = await as('office.chief');
  await chief.goto('/schemes');
  await chief.getByRole('button', { name: '新建方案' }).click();
  const start = chief.getByRole('dialog', { name: '新建方案' });
  await choose(chief, '以此为底稿', /2024 年验收评估/);
  await start.getByLabel('方案代码').fill('trial-2025');
  await start.getByRole('button', { name: '建立草稿' }).click();
  await headed(chief, /^方案草稿：/);

  // one weight more makes the whole more than a hundred: said at once, with its line
  const text = chief.getByRole('textbox', { name: '方案文本' });
  const copied = await text.inputValue();
  await text.fill(copied.replace('"full": "25"', '"full": "30"'));
  await sees(chief, '有 1 处问题，改正后才能发布');
  const jump = chief.getByRole('button', { name: /^第 \d+ 行$/ });
  const line = Number(/\d+/.exec(await jump.innerText())![0]);
  await jump.click();
  const selected = await text.evaluate(
    area =>
      (area as HTMLTextAreaElement).value.slice(0, (area as HTMLTextAreaElement).selectionStart).split('\n').length,
  );
  expect(selected).toBe(line);
  expect(await chief.getByRole('button', { name: '发布为第1版' }).isDisabled()).toBe(true);

  await text.fill(copied.replace('"full": "25"', '"full": "5"').replace('"full": "10"', '"full": "30"'));
  await sees(chief, '没有发现问题，符合发布要求。');

  await chief.getByRole('button', { name: /^试\s?算$/ }).click();
  await sees(chief, /^名次有变的单位：\d+ 个$/);
  await sees(chief, /在总分中由 [\d.]+ 变为 [\d.]+/);
  await sees(chief, '等次分布');

  await publish(chief, 1, '2025 年验收试行');
  await sees(chief, '第1版 · 最新');

  await chief.getByRole('link', { name: '起草新版本' }).click();
  await headed(chief, /^方案草稿：/);
  await text.fill((await text.inputValue()).replace('"from": "90"', '"from": "92"'));
  await sees(chief, '“优秀”的分数线由 90 改为 92');
  await chief.getByRole('button', { name: '保存草稿' }).click();
  await sees(chief, '草稿已保存');
  await publish(chief, 2, '优秀线从严');
  await sees(chief, '“优秀”的分数线由 90 改为 92');
  const [download] = await Promise.all([
    chief.waitForEvent('download'),
    chief.getByRole('link', { name: '下载考核细则' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/考核细则（第2版）\.docx$/);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  const liaison = await as('gaj.liaison', { width: 390, height: 844 });
  await liaison.goto('/schemes/trial-2025/1');
  await sees(liaison, '第1版 · 已有新版');
  await sees(liaison, '2025 年验收试行');
  expect(await liaison.getByRole('link', { name: '起草新版本' }).count()).toBe(0);
  await staysWithinItsWidth(liaison);
  await liaison.goto('/schemes/trial-2025/draft');
  await sees(liaison, '您的岗位不能查看这一页');
});

async function publish(page: Page, version: number, reason: string): Promise<void> {
  await page.getByRole('button', { name: `发布为第${version}版` }).click();
  const dialog = page.getByRole('dialog', { name: `发布为第${version}版` });
  await dialog.getByLabel('发布理由').fill(reason);
  await dialog.getByRole('button', { name: /^发\s?布$/ }).click();
  await page.waitForURL(new RegExp(`/schemes/trial-2025/${version}$`));
}
