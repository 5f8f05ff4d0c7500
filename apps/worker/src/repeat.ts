/** Does the work again and again with a pause in between, until stopped. One that fails is tried again like any other. */
export function repeat(
  pauseMs: number,
  work: () => Promise<unknown>,
  onFailure: (error: unknown) => void,
): { stop: () => Promise<void> } {
  let wake: () => void = () => undefined;
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (!isStopped) {
      await work().catch(onFailure);
      if (isStopped) return;
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const finished = run();
  return {
    stop: () => {
      isStopped = true;
      wake();
      return finished;
    },
  };
}
