import { useViewer } from '../../lib/viewer.tsx';
import EvaluationPage from '../evaluation/evaluation.tsx';
import { UnitResultPage } from './unit-result.tsx';

/** One address for everybody: a unit sees its own result, office and leading group the evaluation. */
export default function ResultOfViewer() {
  return useViewer().role.startsWith('UNIT_') ? <UnitResultPage /> : <EvaluationPage />;
}
