export type Say = (line: string) => void;

/** Steps of a start: each says its name when it takes over a second, and its seconds when it is done. */
export const createSteps =
  (say: Say) =>
  async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
    const started = performance.now();
    let said = false;
    const timer = setTimeout(() => {
      said = true;
      say(`… ${name}`);
    }, 1_000);
    try {
      const result = await work();
      if (said) say(`✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      return result;
    } finally {
      clearTimeout(timer);
    }
  };
