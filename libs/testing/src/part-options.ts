/** How Node runs a part of the product: in little memory. docker/ says the same. */
export const partOptions: Readonly<Record<'api' | 'worker', readonly string[]>> = {
  // A small nursery: its 48 MB by default would be a fifth of what a part needs.
  api: ['--max-semi-space-size=4'],
  // Its heap may grow to twice what is in use, not four times: building the evaluation of a nation stays below 400 MB.
  worker: ['--max-semi-space-size=4', '--heap-growing-percent=100'],
};

/** glibc keeps eight heaps a processor for threads, and what they have freed: some 45 MB of a part that reads uploads. */
export const partEnvironment = { MALLOC_ARENA_MAX: '2' };
