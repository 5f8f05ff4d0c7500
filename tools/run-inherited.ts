import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

const quietNx = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };

interface Options {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs a command on this terminal and resolves with its exit code; signals sent to us reach it too. */
export function runInherited(command: string, args: readonly string[], options: Options = {}): Promise<number> {
  return codeOf(spawn(command, args, { ...settled(options), stdio: 'inherit' }));
}

/** The same without the terminal: what the command says is for the caller to show. */
export async function runKept(
  command: string,
  args: readonly string[],
  options: Options = {},
): Promise<{ code: number; said: string }> {
  const child = spawn(command, args, { ...settled(options), stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
  const code = await codeOf(child);
  return { code, said: Buffer.concat(pieces).toString() };
}

function settled({ cwd, env }: Options): { cwd?: string; env: NodeJS.ProcessEnv } {
  return { cwd, env: { ...process.env, ...quietNx, ...env } };
}

function codeOf(child: ChildProcess): Promise<number> {
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']);
    });
  });
}
