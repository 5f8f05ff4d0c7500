import { Dice } from './dice.ts';
import { hostileFamilies } from './hostile-files.ts';
import { inspectMade, type Inspected } from './inspect-all.ts';

const goals = { accepted: 0, crashes: 0, cpuMs: 2_000, peakMb: 256 };

/** npm run trials -- hostile [seed]: files made to harm, and what the inspection says of each. */
export default async function hostile(args: readonly string[]): Promise<number> {
  const found = await inspectHostile(Number(args[0] ?? 20241015), 1_000);
  for (const line of found.wrong) console.error(line);
  console.log(JSON.stringify({ trial: 'hostile', ...found, goals }));
  const isMet = found.wrong.length === 0 && found.mostCpuMs <= goals.cpuMs && found.mostPeakMb <= goals.peakMb;
  return isMet ? 0 : 1;
}

export async function inspectHostile(seed: number, wanted: number) {
  const families = Object.entries(hostileFamilies);
  const each = Math.ceil(wanted / families.length);
  const wrong: string[] = [];
  const verdicts: Record<Inspected['verdict'], number> = { accept: 0, quarantine: 0, refuse: 0, crash: 0 };
  let files = 0;
  let mostCpuMs = 0;
  let mostPeakMb = 0;
  for (const [index, [family, make]] of families.entries()) {
    const dice = new Dice(seed + index);
    for (let variant = 0; variant < each; variant++) {
      const made = await inspectMade(make(dice));
      files++;
      verdicts[made.verdict]++;
      mostCpuMs = Math.max(mostCpuMs, made.cpuMs);
      mostPeakMb = Math.max(mostPeakMb, made.peakMb);
      if (made.verdict === 'accept' || made.verdict === 'crash')
        wrong.push(`${family} #${variant} ${JSON.stringify(made.name)}: ${made.verdict} ${made.codes.join()}`);
    }
  }
  return { seed, families: families.length, files, verdicts, mostCpuMs, mostPeakMb, wrong };
}
