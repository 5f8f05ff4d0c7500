import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 767px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** True at phone width, where tables become cards and the menu a drawer. */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
