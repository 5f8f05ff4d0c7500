import { useParams } from 'react-router';
import { useViewer } from '../../lib/viewer.tsx';
import EvaluationPage from '../evaluation/evaluation.tsx';
import { UnitLines } from './unit-lines.tsx';

/** Where a reminder of a self-assessment leads: a unit to its own lines, office and leading group to the evaluation. */
export default function LinesOfViewer() {
  const { role, unit } = useViewer();
  const { id = '' } = useParams();
  return role.startsWith('UNIT_') ? <UnitLines id={id} unitId={unit.id} /> : <EvaluationPage />;
}
