import { useTranslation } from 'react-i18next';
import { sentenceDiff } from '../lib/sentence-diff.ts';

/** What a text says that the one before did not, sentence by sentence, in words as well as in colour. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  return (
    <span className="text-diff">
      {sentenceDiff(before, after).map((piece, index) =>
        piece.kind === 'added' ? (
          <ins key={index}>
            <span className="sr-only">{t('diff.added')}</span>
            {piece.text}
          </ins>
        ) : piece.kind === 'gone' ? (
          <del key={index}>
            <span className="sr-only">{t('diff.gone')}</span>
            {piece.text}
          </del>
        ) : (
          <span key={index}>{piece.text}</span>
        ),
      )}
    </span>
  );
}
