import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '../../components/status.tsx';
import type { EvaluationDocumentState } from '../../graphql/types.generated.ts';

const tones: Record<EvaluationDocumentState, Tone> = { DRAFTED: 'plain', PROPOSED: 'warn', ISSUED: 'good' };

interface Props {
  document: { state: EvaluationDocumentState; isFrozen: boolean };
}

/** Where a paper stands; one drafted from a result that is not final says so. */
export function DocumentState({ document: { state, isFrozen } }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Status tone={tones[state]}>{t(`enum.evaluationDocumentState.${state}`)}</Status>{' '}
      {isFrozen ? null : <Status tone="warn">{t('documents.forComment')}</Status>}
    </>
  );
}

interface LengthProps {
  length: { characters: number; pages: number };
  longest: { characters: number; pages: number };
}

/** Characters and pages of the text against what the rules allow; too long is said in words, not by colour alone. */
export function LengthMeter({ length, longest }: LengthProps) {
  const { t } = useTranslation();
  const isTooLong = length.characters > longest.characters || length.pages > longest.pages;
  return (
    <span className={`num${isTooLong ? ' request-late' : ''}`}>
      {t('documents.length', {
        count: length.characters,
        max: longest.characters,
        pages: length.pages,
        maxPages: longest.pages,
      })}
      {isTooLong ? ` ${t('documents.tooLong')}` : ''}
    </span>
  );
}
