import { useTranslation } from 'react-i18next';
import type { ObjectionState } from '../graphql/types.generated.ts';
import { Status, type Tone } from './status.tsx';

const tones: Record<ObjectionState, Tone> = {
  TO_SIGN: 'plain',
  SUBMITTED: 'active',
  UPHELD: 'good',
  REJECTED: 'bad',
  DECLINED: 'plain',
  WITHDRAWN: 'plain',
};

export function ObjectionStatus({ state }: { state: ObjectionState }) {
  const { t } = useTranslation();
  return <Status tone={tones[state]}>{t(`enum.objectionState.${state}`)}</Status>;
}
