import { createContext, useContext } from 'react';
import type { FrameQuery } from '../components/frame.generated.ts';

export type Frame = FrameQuery;

export const FrameContext = createContext<FrameQuery | null>(null);

/** Who is signed in, the clock and the programs. Inside the frame these are always known. */
export function useFrame(): FrameQuery {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('useFrame outside AppLayout');
  return frame;
}

export function useViewer(): FrameQuery['viewer'] {
  return useFrame().viewer;
}

/** The day the program lives on: the server's, never this computer's. */
export function useToday(): string {
  return useFrame().clock.today;
}

export function homeOf(role: FrameQuery['viewer']['role']): string {
  switch (role) {
    case 'LEADER':
      return '/dashboard';
    case 'SYS_ADMIN':
      return '/admin/users';
    case 'AUDIT_ADMIN':
      return '/plan';
    default:
      return '/todo';
  }
}
