import { Dice } from './dice.ts';
import { goodFamilies } from './good-files.ts';
import { inspectMade } from './inspect-all.ts';

const mostRefused = 0.005;

/** npm run trials -- good [seed]: ordinary office files, and how many of them are not taken. */
export default async function good(args: readonly string[]): Promise<number> {
  const found = await inspectGood(Number(args[0] ?? 20241015), 300);
  console.log(JSON.stringify({ trial: 'good', ...found, goals: { refused: mostRefused * found.files } }));
  return found.refused.length <= mostRefused * found.files ? 0 : 1;
}

export async function inspectGood(seed: number, wanted: number) {
  const families = Object.entries(goodFamilies);
  const refused: string[] = [];
  let files = 0;
  let mostCpuMs = 0;
  for (const [index, [family, make]] of families.entries()) {
    const dice = new Dice(seed + index);
    for (let variant = 0; variant < Math.ceil(wanted / families.length); variant++) {
      const made = await inspectMade(await make(dice));
      files++;
      mostCpuMs = Math.max(mostCpuMs, made.cpuMs);
      if (made.verdict !== 'accept') refused.push(`${family} #${variant} ${made.name}: ${made.codes.join()}`);
    }
  }
  return { seed, families: families.length, files, mostCpuMs, refused };
}
