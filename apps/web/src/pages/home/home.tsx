import { Navigate } from 'react-router';
import { homeOf, useViewer } from '../../lib/viewer.tsx';

/** Each role begins where its work is. */
export function HomePage() {
  return <Navigate to={homeOf(useViewer().role)} replace />;
}
