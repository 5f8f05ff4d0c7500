import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from './journey.ts';

/** What a piece of work asks of the one who does it. */
export interface Effort {
  clicks: number;
  /** Characters put in and keys pressed; a Chinese character counts once. */
  keystrokes: number;
  /** Files let go over the page or chosen. */
  files: number;
  /** Time the server took to answer what was sent, on this machine. */
  waitSeconds: number;
}

const ledgerFile = path.resolve(import.meta.dirname, '../../../docs/ux-ledger.md');

/** Counts in the page itself what a hand does there; only what the browser trusts counts. */
export async function watchEffort(page: Page): Promise<{ take: () => Promise<Effort> }> {
  const counted = { clicks: 0, keystrokes: 0, files: 0 };
  let waitedMs = 0;
  await page.exposeFunction('countEffort', (kind: keyof typeof counted, count: number) => {
    counted[kind] += count;
  });
  await page.addInitScript(() => {
    const { countEffort } = window as unknown as { countEffort: (kind: string, count: number) => void };
    const lengths = new WeakMap<EventTarget, number>();
    const lengthOf = (target: EventTarget | null): number =>
      target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.value.length : 0;
    addEventListener('focusin', ({ target }) => target && lengths.set(target, lengthOf(target)), true);
    addEventListener(
      'pointerdown',
      event => {
        // The driver presses anew, and prevents what it pressed first, when something else lay under the pointer.
        const count = (): unknown => event.isTrusted && !event.defaultPrevented && countEffort('clicks', 1);
        setTimeout(count);
      },
      true,
    );
    addEventListener(
      'keydown',
      ({ key, isTrusted }) => isTrusted && key.length > 1 && countEffort('keystrokes', 1),
      true,
    );
    addEventListener(
      'input',
      ({ target }) => {
        if (!target || (target instanceof HTMLInputElement && target.type === 'file')) return;
        const added = lengthOf(target) - (lengths.get(target) ?? 0);
        lengths.set(target, lengthOf(target));
        if (added > 0) countEffort('keystrokes', added);
      },
      true,
    );
    addEventListener(
      'change',
      ({ target }) => {
        if (target instanceof HTMLInputElement && target.type === 'file')
          countEffort('files', target.files?.length ?? 0);
      },
      true,
    );
    addEventListener('drop', event => countEffort('files', event.dataTransfer?.files.length ?? 0), true);
  });
  page.on('requestfinished', request => {
    if (request.method() !== 'GET') waitedMs += Math.max(0, request.timing().responseEnd);
  });
  return {
    take: async () => {
      // What the page has counted before this comes in before it.
      await page.evaluate(async () => {
        await new Promise(resolve => setTimeout(resolve));
        await (window as unknown as { countEffort: (kind: string, count: number) => Promise<void> }).countEffort(
          'clicks',
          0,
        );
      });
      const effort = { ...counted, waitSeconds: Math.round(waitedMs / 100) / 10 };
      Object.assign(counted, { clicks: 0, keystrokes: 0, files: 0 });
      waitedMs = 0;
      return effort;
    },
  };
}

/** The line of docs/ux-ledger.md for a piece of work at a width. */
export function ledgerLine(work: string, width: number): { clicks: number; keystrokes: number } {
  const rows = readFileSync(ledgerFile, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line => line.split('|').map(cell => cell.trim()));
  const row = rows.find(cells => cells[1] === work && cells[2] === String(width));
  if (!row) throw new Error(`docs/ux-ledger.md has no line for “${work}” at ${width} pixels.`);
  return { clicks: Number(row[3]), keystrokes: Number(row[4]) };
}
