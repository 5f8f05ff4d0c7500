import { useTranslation } from 'react-i18next';
import { Section } from '../../components/record-page.tsx';
import type { DocumentPartsFragment } from './document.generated.ts';

/** Every number of the text that the data do not say, with what they say in its place. */
export function StrayFigures({ document }: { document: DocumentPartsFragment }) {
  const { t } = useTranslation();
  return (
    <Section title={t('documents.strayFigures', { count: document.strayFigures.length })} id="figures">
      <p>{t('documents.strayFiguresWhat')}</p>
      <ul className="cards">
        {document.strayFigures.map(({ figure, sentence, expected }) => (
          <li key={figure + sentence} className="card">
            <b className="num">{figure}</b>{' '}
            {expected ? t('documents.expected', { figure: expected }) : t('documents.notInData')}
            <div className="cell-sub">{sentence}</div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
