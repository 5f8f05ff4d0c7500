import { useViewer } from '../../lib/viewer.tsx';
import EvaluationsPage from '../evaluations/evaluations.tsx';
import { UnitResults } from './unit-results.tsx';

/** One address for everybody: a unit sees its own results, office and leading group all evaluations. */
export default function ResultsOfViewer() {
  return useViewer().role.startsWith('UNIT_') ? <UnitResults /> : <EvaluationsPage />;
}
