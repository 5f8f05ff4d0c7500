import { useTranslation } from 'react-i18next';
import type { LetterState } from '../../graphql/types.generated.ts';
import { Status, type Tone } from '../status.tsx';
import type { LetterRowPartsFragment } from './letters.generated.ts';

const tone: Record<LetterState, Tone> = {
  DRAFTED: 'active',
  SENT: 'warn',
  RECEIVED: 'warn',
  ANSWERED: 'active',
  SETTLED: 'good',
  ESCALATED: 'plain',
  REVOKED: 'plain',
  WITHDRAWN: 'plain',
};

/** How far a letter has come; late is said in words, not by colour alone. */
export function LetterStatus({ letter }: { letter: LetterRowPartsFragment }) {
  const { t } = useTranslation();
  if (letter.copyCount > 0 && letter.state === 'SENT')
    return (
      <Status tone="active">
        {t('letters.copies', { done: letter.copiesReceivedCount, total: letter.copyCount })}
      </Status>
    );
  return (
    <>
      <Status tone={letter.isOverdue ? 'bad' : tone[letter.state]}>{t(`enum.letterState.${letter.state}`)}</Status>
      {letter.isOverdue ? <Status tone="bad">{t('letters.late', { count: letter.daysOverdue })}</Status> : null}
    </>
  );
}
