import type { Page } from './journey.ts';

export interface GivenFile {
  name: string;
  mime: string;
  base64: string;
}

/** As a hand with a mouse would: files let go over an element. */
export async function drop(page: Page, selector: string, files: GivenFile[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(given => {
    const transfer = new DataTransfer();
    for (const { name, mime, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: mime }));
    }
    return transfer;
  }, files);
  await page.locator(selector).dispatchEvent('drop', { dataTransfer });
}
