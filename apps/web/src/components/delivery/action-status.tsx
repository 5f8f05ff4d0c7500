import { useTranslation } from 'react-i18next';
import type { ActionState } from '../../graphql/types.generated.ts';
import { Status, type Tone } from '../status.tsx';

const tone: Record<ActionState, Tone> = {
  ASSIGNED: 'warn',
  PLANNING: 'active',
  PLAN_TO_SIGN: 'warn',
  PLAN_IN_REVIEW: 'active',
  IN_PROGRESS: 'active',
  COMPLETION_TO_SIGN: 'warn',
  SUBMITTED: 'active',
  FINAL_REVIEW: 'active',
  RETURNED: 'bad',
  DONE: 'good',
  CLOSED: 'plain',
  ARCHIVED: 'plain',
  SUSPENDED: 'plain',
  CANCELLED: 'plain',
  NOT_APPLICABLE: 'plain',
};

export function ActionStatus({ state }: { state: ActionState }) {
  const { t } = useTranslation();
  return <Status tone={tone[state]}>{t(`enum.actionState.${state}`)}</Status>;
}
