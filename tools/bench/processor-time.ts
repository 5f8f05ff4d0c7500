import { readdirSync, readFileSync } from 'node:fs';

const tickMs = 10; // USER_HZ is 100 on every Linux that Node runs on

/** Processor time so far of one process with its threads, in milliseconds; nothing where there is no /proc. */
export function processorMs(pid: number): number | undefined {
  const stat = statOf(pid);
  return stat && stat.own * tickMs;
}

/** The same of a PostgreSQL server: its first process, its living children and those that have ended. */
export function postgresProcessorMs(pid: number): number | undefined {
  const server = statOf(pid);
  if (!server) return undefined;
  const children = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => statOf(Number(name)))
    .filter(stat => stat?.parent === pid);
  return (server.own + server.ofEnded + children.reduce((sum, stat) => sum + (stat?.own ?? 0), 0)) * tickMs;
}

function statOf(pid: number): { parent: number; own: number; ofEnded: number } | undefined {
  try {
    // The command name, in parentheses, may itself hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const at = (index: number): number => fields[index] ?? 0;
    return { parent: at(1), own: at(11) + at(12), ofEnded: at(13) + at(14) };
  } catch {
    return undefined;
  }
}
