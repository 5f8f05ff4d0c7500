import { readWaitingFiles } from '@yardstick/server/evidence/content/read-waiting-files';
import { TextReader } from '@yardstick/server/evidence/content/text-reader';
import { createTestDatabase } from '@yardstick/testing/database';
import { Archive, forms, unitNames } from './archive.ts';
import { Chance, genreText, lightlyEdited } from './genre.ts';

export interface Copies {
  exact: number;
  exactFlagged: number;
  edited: number;
  editedFlagged: number;
  /** Of the edited ones, by whose text it was made from. */
  ownFlagged: string;
  otherFlagged: string;
  different: number;
  falselyFlagged: number;
  unread: number;
  readMsPerFile: number;
  checkMsMedian: number;
  checkMsMost: number;
}

/**
 * Originals of one year, then copies and other texts of the next: written as files, read by the worker's reader, and each
 * checked as its unit sees it before submitting. Anything about recycled content counts as flagged.
 */
export async function findCopies(
  superuserUrl: string,
  order: { seed: number; exact: number; edited: number; different: number },
): Promise<Copies> {
  const db = await createTestDatabase(superuserUrl);
  const reader = new TextReader();
  try {
    const chance = new Chance(order.seed);
    const archive = await Archive.open(db);
    const unitOf = (index: number): string => unitNames[index % unitNames.length]!;
    const originals = [];
    for (let i = 0; i < order.exact + order.edited; i++) {
      const text = genreText(chance, unitOf(i), 2023);
      originals.push({ text, ...(await archive.file(text, chance.of(forms), i, unitOf(i))) });
    }
    const exact: string[] = [];
    for (const [i, original] of originals.slice(0, order.exact).entries())
      exact.push(await archive.hand(original.sha256, i % 2 === 0 ? original.text.unitName : unitOf(i + 5), 2024));
    const edited: { milestoneId: string; isOwn: boolean }[] = [];
    for (const [i, { text }] of originals.slice(order.exact).entries()) {
      const isOwn = i % 2 === 0;
      const unit = isOwn ? text.unitName : unitOf(order.exact + i + 5);
      const copy = lightlyEdited(chance, text, unit, 2024, 0.05 + 0.15 * chance.next());
      const { milestoneId } = await archive.file(copy, chance.of(forms), i, unit);
      edited.push({ milestoneId, isOwn });
    }
    const different: string[] = [];
    for (let i = 0; i < order.different; i++) {
      const unit = unitOf(i);
      different.push((await archive.file(genreText(chance, unit, 2024), chance.of(forms), i, unit)).milestoneId);
    }
    const readFrom = performance.now();
    let readCount = 0;
    for (let count = -1; count !== 0; readCount += count) count = await readWaitingFiles(db.orm, db.services, reader);
    const readMsPerFile = Math.round((performance.now() - readFrom) / Math.max(1, readCount + 1));
    await db.sql('analyze');

    const times: number[] = [];
    let unread = 0;
    const isFlagged = async (milestoneId: string): Promise<boolean> => {
      const from = performance.now();
      const check = await archive.check(milestoneId);
      times.push(performance.now() - from);
      if (!check.isComplete || check.findings.some(({ code }) => code === 'TEXT_UNREADABLE')) unread += 1;
      return check.findings.some(({ code, weight }) => weight === 'look' && /^(SAME|NEAR)_/.test(code));
    };
    const flaggedOf = async (ids: readonly string[]): Promise<number> => {
      let count = 0;
      for (const id of ids) if (await isFlagged(id)) count += 1;
      return count;
    };
    const exactFlagged = await flaggedOf(exact);
    const own = edited.filter(({ isOwn }) => isOwn).map(({ milestoneId }) => milestoneId);
    const others = edited.filter(({ isOwn }) => !isOwn).map(({ milestoneId }) => milestoneId);
    const ownFlagged = await flaggedOf(own);
    const otherFlagged = await flaggedOf(others);
    const falselyFlagged = await flaggedOf(different);
    times.sort((a, b) => a - b);
    return {
      exact: order.exact,
      exactFlagged,
      edited: order.edited,
      editedFlagged: ownFlagged + otherFlagged,
      ownFlagged: `${ownFlagged}/${own.length}`,
      otherFlagged: `${otherFlagged}/${others.length}`,
      different: order.different,
      falselyFlagged,
      unread,
      readMsPerFile,
      checkMsMedian: Math.round(times[Math.floor(times.length / 2)]!),
      checkMsMost: Math.round(times.at(-1)!),
    };
  } finally {
    reader.close();
    await db.drop();
  }
}
