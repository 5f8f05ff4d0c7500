import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/**
 * The page's filters, sort and page number, kept in the address so that they survive going back and can be sent to a
 * colleague. Values equal to their default stay out of the address.
 */
export function useSearch<T extends Record<string, string>>(
  defaults: T,
): [T, (change: Partial<T>) => void, URLSearchParams] {
  const [params, setParams] = useSearchParams();
  const key = JSON.stringify(defaults);
  const values = useMemo(() => {
    const fallback = JSON.parse(key) as Record<string, string>;
    return Object.fromEntries(Object.entries(fallback).map(([name, value]) => [name, params.get(name) ?? value])) as T;
  }, [params, key]);
  const change = useCallback(
    (next: Partial<T>) => {
      const fallback = JSON.parse(key) as Record<string, string>;
      setParams(
        before => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(next)) {
            if (value === undefined || value === '' || value === fallback[name]) after.delete(name);
            else after.set(name, value as string);
          }
          return after;
        },
        { replace: false },
      );
    },
    [setParams, key],
  );
  return [values, change, params];
}
