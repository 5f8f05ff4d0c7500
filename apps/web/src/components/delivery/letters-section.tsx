import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Nothing } from '../page-container.tsx';
import { Section } from '../record-page.tsx';
import { ChaseButton } from './chase-button.tsx';
import { LetterStatus } from './letter-status.tsx';
import { LettersDocument, type LetterRowPartsFragment } from './letters.generated.ts';

/** The letters about one action, newest first, and the button to write another. */
export function LettersSection({ actionId, mayChase }: { actionId: string; mayChase: boolean }) {
  const { t } = useTranslation();
  const { data } = useQuery(LettersDocument, {
    variables: { filter: { actionId, tab: 'all' }, page: 1, pageSize: 20 },
  });
  const rows = data?.letters.rows ?? [];
  if (rows.length === 0 && !mayChase) return null;
  return (
    <Section title={t('letters.section')} id="letters" extra={mayChase ? <ChaseButton actionIds={[actionId]} /> : null}>
      {rows.length === 0 ? <Nothing>{t('letters.noneHere')}</Nothing> : null}
      <ul className="cards">
        {rows.map(letter => (
          <li key={letter.id} className="card">
            <LetterLine letter={letter} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Number, kind, state and days of a letter in two lines. */
export function LetterLine({ letter, withUnit }: { letter: LetterRowPartsFragment; withUnit?: boolean }) {
  const { t } = useTranslation();
  const matters = letter.items.filter(item => item.droppedReason === null);
  const matter = matters[0];
  return (
    <>
      <div className="notice-head">
        <Link to={`/letters/${letter.id}`} className="cell-title">
          {letter.docNo ?? t('letters.draftOf', { name: letter.name })}
        </Link>
        <LetterStatus letter={letter} />
      </div>
      <div className="cell-sub">
        {withUnit ? `${letter.unitName} · ` : ''}
        {letter.docNo ? `${letter.name} · ` : ''}
        {matter ? `${matter.measureCode} ${matter.title}` : letter.title}
        {matters.length > 1 ? ` ${t('letters.andMore', { count: matters.length - 1 })}` : ''}
      </div>
      <div className="cell-sub num">
        {letter.sentOn
          ? t('letters.sentOn', { day: letter.sentOn })
          : t('letters.draftedOn', { day: letter.draftedOn })}
        {letter.replyDueOn && letter.sentOn ? ` · ${t('letters.replyDueOn', { day: letter.replyDueOn })}` : ''}
      </div>
    </>
  );
}
