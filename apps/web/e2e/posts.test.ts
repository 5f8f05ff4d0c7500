import { graveFindings } from './grave-findings.ts';
import { ask, demonstrationPassword, expect, staysWithinItsWidth, test, type Page } from './journey.ts';

/** Everybody can use the page as it stands now. */
async function standsWell(page: Page): Promise<void> {
  await staysWithinItsWidth(page);
  expect(await graveFindings(page), page.url()).toEqual([]);
}

test('a liaison leaves, and everything open goes to the successor in one go', async ({ as }) => {
  const page = await as('office.chief', { width: 390, height: 844 });
  await page.goto('/posts');
  await page.getByText('1 个单位岗位空缺').waitFor();
  await standsWell(page);
  await page.getByRole('link', { name: '市统计局' }).click();
  await page.getByRole('heading', { name: '市统计局' }).waitFor();
  await standsWell(page);
  await page.locator('a[href="/posts/TJJ/LIAISON"]').click();

  await page.getByRole('radio', { name: '新开账号' }).click();
  await standsWell(page);
  await page.getByLabel('姓名').fill('联络员戴某');
  await page.getByRole('radio', { name: '离开本单位' }).click();
  await page.getByLabel('事由').fill('退休');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText(/未完成或被退回的节点 \d+ 个/).waitFor();
  await page.getByText(/未读通知 \d+ 条/).waitFor();
  await standsWell(page);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '确认交接' }).waitFor();
  await standsWell(page);
  await page.getByRole('button', { name: '确认交接' }).click();
  await page.getByText('联络员戴某现任联络员').waitFor();
  const password = await page.locator('code').innerText();
  expect(password.trim()).toMatch(/^\w{4}(-\w{4}){3}$/);
  await standsWell(page);

  const { answerableOn } = await ask<{
    answerableOn: { holders: { post: string; holding: { name: string } | null }[] };
  }>(page, `{ answerableOn(unitId: "TJJ", day: "2024-10-15") { holders { post holding { name } } } }`);
  expect(answerableOn.holders.find(one => one.post === 'LIAISON')?.holding?.name).toBe('联络员戴某');

  const signIn = (username: string, secret: string) =>
    page.request.post('/auth/sign-in', { headers: { 'x-yardstick': '1' }, data: { username, password: secret } });
  const username = await page.getByRole('alert').locator('b').innerText();
  expect((await signIn('tjj.liaison', demonstrationPassword)).status()).toBe(401);
  expect((await signIn(username, password.trim())).status()).toBe(200);
});

test('an empty post stands on the chief’s desk and leads to the hand-over', async ({ as }) => {
  const page = await as('office.chief');
  await page.goto('/todo');
  await page.getByRole('heading', { name: /单位岗位空缺/ }).waitFor();
  await page.getByRole('link', { name: '市烟草专卖局' }).first().click();
  await page.getByRole('link', { name: '确定人选' }).waitFor();
  await standsWell(page);
});

test('a unit head hands over the liaison’s post and no other', async ({ as }) => {
  const page = await as('gaj.head');
  await page.goto('/posts');
  await page.getByRole('heading', { name: '岗位与交接' }).waitFor();
  await page.locator('a[href="/posts/GAJ/LIAISON"]').waitFor();
  expect(await page.locator('a[href="/posts/GAJ/HEAD"]').count()).toBe(0);
});

test('at a desk a unit head gives the liaison’s post away, goes back a step, and finds the change in the record', async ({
  as,
}) => {
  const page = await as('lyj.head');
  await page.goto('/posts/LYJ');
  await page.getByRole('heading', { name: '岗位与交接' }).waitFor();
  await standsWell(page);
  await page.locator('a[href="/posts/LYJ/LIAISON"]').click();
  await page.getByLabel('姓名').fill('联络员陶某');
  await page.getByRole('radio', { name: '留在本单位任承办人' }).click();
  await standsWell(page);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: '移交清单' }).waitFor();
  await standsWell(page);
  await page.getByRole('button', { name: '上一步' }).click();
  await page.getByLabel('事由').fill('岗位轮换');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { name: '确认', exact: true }).waitFor();
  await standsWell(page);
  await page.getByRole('button', { name: '确认交接' }).click();
  await page.getByRole('heading', { name: '已移交' }).waitFor();
  await standsWell(page);
  await page.getByRole('link', { name: '查看岗位' }).click();
  await page.getByText('岗位轮换').first().waitFor();
  await page.getByText('联络员陶某').first().waitFor();
});
