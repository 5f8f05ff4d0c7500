import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

export interface UnpackedChromium {
  executablePath: string;
  /** What the browser needs on top of the environment where a machine has no libraries or fonts of its own. */
  env: Record<string, string>;
}

const packageFile = createRequire(import.meta.url).resolve('@sparticuz/chromium');

/** The Chromium of the npm package, unpacked once per version and account into the folder for temporary files. */
export async function unpackedChromium(): Promise<UnpackedChromium> {
  const manifest = path.join(path.dirname(packageFile), '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = path.join(tmpdir(), `yardstick-chromium-${version}-${process.getuid?.() ?? 'own'}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const executablePath = path.join(folder, 'chromium');
  const env: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: path.join(folder, 'fonts') };
  if (canRun(executablePath, env)) return { executablePath, env };
  const complete = { ...env, LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') };
  if (canRun(executablePath, complete)) return { executablePath, env: complete };
  throw new Error(`${executablePath} cannot be run here: remove ${folder} and try again.`);
}

/** Beside its place and then moved into it, so that nobody meets half a browser. */
async function unpackInto(folder: string): Promise<void> {
  const unfinished = mkdtempSync(`${folder}-`);
  try {
    // The package unpacks into whatever is the folder for temporary files, which is the whole process's affair; and it
    // brings its libraries along only where it believes itself on AWS.
    await promisify(execFile)(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import chromium from ${JSON.stringify(pathToFileURL(packageFile).href)}; await chromium.executablePath();`,
      ],
      { env: { PATH: process.env.PATH, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' } },
    );
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function canRun(executablePath: string, env: Record<string, string>): boolean {
  return spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env } }).status === 0;
}
