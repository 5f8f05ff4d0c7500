import { makeSampleFile, type SampleKind } from '@yardstick/server/demonstration/sample-files';
import { drop, type GivenFile } from './drop.ts';
import { watchEffort } from './effort.ts';
import { graveFindings } from './grave-findings.ts';
import { expect, headed, sees, staysWithinItsWidth, test, type Page } from './journey.ts';

const sentence = '参训人员逐一登记。';

async function aFile(name: string, kind: SampleKind, seed: number): Promise<GivenFile> {
  const content = { title: name, unitName: '市卫健委', year: 2024, paragraphs: [sentence], seed };
  const { bytes, extension, mime } = await makeSampleFile(kind, content);
  return { name: `${name}.${extension}`, mime, base64: bytes.toString('base64') };
}

const csv = (name: string): GivenFile => ({
  name: `${name}.csv`,
  mime: 'text/csv',
  base64: Buffer.from('科室,参训人数,学时\n法制科,12,96\n监督科,7,56\n').toString('base64'),
});

const inHand = ({ name, mime, base64 }: GivenFile) => ({ name, mimeType: mime, buffer: Buffer.from(base64, 'base64') });

/** A row of the table, or a card where the window is narrow. */
const entry = (page: Page, title: string) =>
  page
    .locator('.ant-table-row, .cards > .card')
    .filter({ has: page.getByRole('button', { name: title, exact: true }) })
    .first();

test.for([
  { width: 1440, height: 900, unit: 'wjw', when: '九月' },
  { width: 390, height: 844, unit: 'rsj', when: '八月' },
])(
  'at $width pixels a file goes into the library, is read there, used, replaced and withdrawn',
  async ({ width, height, unit, when }, { as }) => {
    const page = await as(`${unit}.liaison`, { width, height });
    const roster = `${when}执法培训名册`;
    const notice = `${when}培训工作通知`;
    const hours = `${when}培训学时统计表`;
    const rooms = `${when}各科室参训人数`;
    const picture = `${when}培训现场照片`;
    const effort = await watchEffort(page);
    await page.goto('/evidence');
    await drop(
      page,
      '.upload',
      await Promise.all([
        aFile(roster, 'pdf', width),
        aFile(notice, 'docx', width + 1),
        aFile(hours, 'xlsx', width + 2),
        Promise.resolve(csv(rooms)),
        aFile(picture, 'jpg', width + 3),
      ]),
    );
    await page.getByRole('button', { name: '保存 5 份材料' }).click();
    await entry(page, roster).waitFor();
    await staysWithinItsWidth(page);
    expect(await graveFindings(page)).toEqual([]);

    const reads = async (title: string, shown: (page: Page) => Promise<unknown>): Promise<void> => {
      await entry(page, title).getByRole('button', { name: title, exact: true }).click();
      const drawer = page.getByRole('dialog', { name: title });
      await drawer.waitFor();
      await shown(page);
      const mark = drawer.locator('[data-watermark]').first();
      await expect.poll(() => mark.getAttribute('data-watermark'), { message: title }).toMatch(/联络员.* 2024-10-15/);
      await staysWithinItsWidth(page);
      // a frame that runs no script cannot be looked into by axe either, which would wait for it for ever
      if ((await drawer.locator('iframe').count()) === 0) expect(await graveFindings(page), title).toEqual([]);
      await drawer.getByRole('button', { name: '关闭' }).first().click();
      await drawer.waitFor({ state: 'hidden' });
    };
    await reads(roster, async () => {
      await sees(page, '第 1 页，共 1 页');
      await expect
        .poll(() => inkOf(page), { message: 'something is drawn on the page' })
        .toBeGreaterThan(width < 600 ? 100 : 500);
    });
    await reads(notice, () =>
      expect
        .poll(() =>
          page
            .locator('iframe.evidence-view')
            .evaluate(one => (one as HTMLIFrameElement).contentDocument?.body.innerText),
        )
        .toContain(sentence),
    );
    await reads(hours, () =>
      page.getByRole('dialog').getByRole('cell').filter({ hasText: sentence }).first().waitFor(),
    );
    await reads(rooms, () => page.getByRole('dialog').getByRole('cell', { name: '监督科' }).waitFor());
    await reads(picture, () =>
      expect
        .poll(() => page.getByRole('img', { name: picture }).evaluate(one => (one as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(100),
    );

    await effort.take();
    for (const times of [1, 2]) {
      await entry(page, roster).getByRole('button', { name: '引用' }).click();
      // a list that still moves into its place would slip away under the pointer
      await page.locator('.ant-popover:not([class*="zoom-big"]) .open-milestones').waitFor();
      await page.locator('.open-milestones button').nth(times).click();
      await page.locator('.open-milestones').waitFor({ state: 'detached' });
      await entry(page, roster).getByText(`使用 ${times} 次`).waitFor();
      expect(await effort.take(), 'what another use costs').toMatchObject({ clicks: 2, keystrokes: 0 });
    }

    await entry(page, roster).getByRole('link', { name: '使用 2 次' }).click();
    await headed(page, roster);
    const first = page.url();
    await sees(page, '报送一次，使用 2 次');
    await staysWithinItsWidth(page);
    expect(await graveFindings(page)).toEqual([]);

    await page.getByRole('button', { name: '新版本' }).click();
    const form = page.getByRole('dialog', { name: `“${roster}”的新版本` });
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      form.getByRole('button', { name: '选择文件' }).click(),
    ]);
    await chooser.setFiles(inHand(await aFile(`${roster}（补全）`, 'pdf', width + 4)));
    await form.getByLabel('改了什么').fill('补第二页。');
    await form.getByRole('button', { name: '提交新版本' }).click();
    await form.waitFor({ state: 'hidden' });
    await expect.poll(() => page.url(), { message: 'the new version is shown' }).not.toBe(first);
    await sees(page, '改动：补第二页。');
    await sees(page, '报送一次，使用 2 次');

    const reason = '名册重复，另行报送。';
    await page.getByRole('button', { name: '撤回', exact: true }).click();
    const why = page.getByRole('dialog', { name: /撤回/ });
    await why.getByRole('textbox').fill(reason);
    await why.getByRole('button', { name: '撤回', exact: true }).click();
    await why.waitFor({ state: 'hidden' });
    await sees(page, new RegExp(`撤回原因：.*${reason}`));
    await staysWithinItsWidth(page);
    expect(await graveFindings(page)).toEqual([]);

    // what was there before is still there, byte for byte, and says that it is the old one
    await page.goto(first);
    await sees(page, '第 1 页，共 1 页');
    await page.goto('/evidence');
    await entry(page, roster).getByText(reason).waitFor();
  },
);

/** Dark points of the first page. */
const inkOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-page="1"] canvas');
    const context = canvas?.width ? canvas.getContext('2d') : null;
    if (!canvas || !context) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 0 && value < 128).length;
  });
