import { useTranslation } from 'react-i18next';
import type { EvaluationState } from '../graphql/types.generated.ts';
import { Status, type Tone } from './status.tsx';

const tones: Record<EvaluationState, Tone> = {
  COLLECTING: 'active',
  CHECKING: 'active',
  QUEUED: 'plain',
  BUILDING: 'active',
  COMPUTED: 'active',
  PROVISIONAL: 'active',
  FREEZE_PROPOSED: 'warn',
  FROZEN: 'good',
  FAILED: 'bad',
};

export function EvaluationStateWord({ state }: { state: EvaluationState }) {
  const { t } = useTranslation();
  return <Status tone={tones[state]}>{t(`enum.evaluationState.${state}`)}</Status>;
}
