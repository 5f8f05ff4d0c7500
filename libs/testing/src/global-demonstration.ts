import type { TestProject } from 'vitest/node';
import { freePort } from './embedded-postgres.ts';
import { Instance } from './instance.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the one demonstration instance of this test run; it may still be on its way, see `untilReady`. */
    demonstration: string;
  }
}

/** Loaded once for all files, and beside the tests that run before them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const instance = new Instance({ withWeb: true, port: await freePort() });
  // What goes wrong here is on the terminal already; the tests then wait for it in vain and say so.
  const started = instance.startDemonstration().catch((error: unknown) => console.error(error));
  project.provide('demonstration', instance.address);
  return async () => {
    await instance.stop();
    await started;
  };
}
