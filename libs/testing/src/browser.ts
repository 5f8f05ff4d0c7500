import { chromium, type Browser, type BrowserContext, type ConsoleMessage, type Page } from 'playwright-core';
import { unpackedChromium } from './unpacked-chromium.ts';

export type { Browser, BrowserContext, Page } from 'playwright-core';

/** A browser with a profile of its own that knows no address but this machine's. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = await unpackedChromium();
  return chromium.launch({
    executablePath,
    env: { ...(process.env as Record<string, string>), ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--no-pings',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
}

export interface PageOptions {
  /** Address of the instance; a request to anywhere else is a fault. */
  address: string;
  width?: number;
  height?: number;
  locale?: 'zh-CN' | 'en';
  /** Complaints on the console that belong to what is tried here, such as a refused sign-in. */
  expected?: readonly RegExp[];
}

export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  /** What nobody should ever see: complaints on the console, errors in the page, requests to other hosts. */
  faults: string[];
  close: () => Promise<void>;
}

/** A person's own window: cookies and storage begin empty, and what goes wrong in it is written down. */
export async function newPage(browser: Browser, options: PageOptions): Promise<WatchedPage> {
  const { address, width = 1440, height = 900, locale = 'zh-CN', expected = [] } = options;
  const { origin } = new URL(address);
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    locale,
    timezoneId: 'Asia/Shanghai',
    hasTouch: width < 600,
    reducedMotion: 'reduce',
    acceptDownloads: true,
    // what the language button would leave behind
    storageState: {
      cookies: [],
      origins: [{ origin, localStorage: [{ name: 'yardstick.locale', value: locale }] }],
    },
  });
  context.setDefaultTimeout(20_000);
  const faults: string[] = [];
  const note = (fault: string): void => {
    if (!expected.some(pattern => pattern.test(fault))) faults.push(fault);
  };
  context.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', error => note(`page: ${error.error().stack ?? error.error().message}`));
  context.on('request', request => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:', 'about:'].includes(url.protocol))
      note(`request to another host: ${request.url()}`);
  });
  const page = await context.newPage();
  return { page, context, faults, close: () => context.close() };
}

/** How many pixels the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    return Math.max(0, root.scrollWidth - window.innerWidth);
  });
}
