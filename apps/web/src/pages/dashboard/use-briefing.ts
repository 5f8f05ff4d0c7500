import { useEffect, useRef, useState } from 'react';

export type ScreenMode = 'page' | 'fullScreen' | 'briefing';

/** Full screen with or without large type; leaving full screen by Esc leaves the large type too. */
export function useBriefing() {
  const box = useRef<HTMLDivElement>(null);
  const [mode, setMode] = useState<ScreenMode>('page');

  useEffect(() => {
    const follow = () => {
      if (!document.fullscreenElement) setMode('page');
    };
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);

  async function enter(next: ScreenMode) {
    setMode(next);
    if (next === 'page') {
      if (document.fullscreenElement) await document.exitFullscreen();
      return;
    }
    // Some office browsers refuse full screen; the large type is worth having without it.
    if (!document.fullscreenElement) await box.current?.requestFullscreen?.().catch(() => undefined);
  }

  return { box, mode, enter };
}
