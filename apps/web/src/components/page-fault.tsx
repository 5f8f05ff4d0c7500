import { faultOf } from '../graphql/client.ts';
import { FaultView } from './page-container.tsx';

/** A query's error, said plainly, with a way to try again. */
export function PageFault({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return <FaultView fault={faultOf(error)} retry={onRetry} />;
}
