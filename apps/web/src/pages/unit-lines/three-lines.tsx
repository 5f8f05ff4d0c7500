import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Status } from '../../components/status.tsx';
import { localized } from '../../lib/format.ts';
import type { IndicatorLinesPartsFragment, LinePartsFragment } from './unit-lines.generated.ts';
import styles from './unit-lines.module.css';

type Lines = IndicatorLinesPartsFragment;

/** The unit's mark, the office's and the final one beside each other, of one indicator after another. */
export function ThreeLines({ indicators, more }: { indicators: readonly Lines[]; more?: (of: Lines) => ReactNode }) {
  return (
    <ul className={styles.lines}>
      {indicators.map(indicator => (
        <li key={indicator.code}>
          <IndicatorHead indicator={indicator} />
          <Marks indicator={indicator} />
          {more?.(indicator)}
        </li>
      ))}
    </ul>
  );
}

export function IndicatorHead({ indicator }: { indicator: Lines }) {
  const { t } = useTranslation();
  const { number, name, full, source, clause, criterion, apart, gap } = indicator;
  return (
    <>
      <div className={styles.head}>
        <h3>
          {number} {localized(name)}
        </h3>
        <span className={styles.quiet}>{t('evaluation.full', { full })}</span>
        {apart && <Status tone="warn">{t('lines.apart', { apart, gap: gap ?? '' })}</Status>}
      </div>
      {criterion && <div>{criterion}</div>}
      <div className={styles.quiet}>{t('lines.basis', { source, clause })}</div>
    </>
  );
}

export function Marks({ indicator }: { indicator: Lines }) {
  const { t } = useTranslation();
  const { self, office, final, ruled } = indicator;
  return (
    <dl className={styles.three}>
      <div>
        <dt>{t('lines.self')}</dt>
        <dd>
          <Given line={self} indicator={indicator} />
        </dd>
      </div>
      <div>
        <dt>{t('lines.office')}</dt>
        <dd>
          <Given line={office} indicator={indicator} />
        </dd>
      </div>
      <div>
        <dt>{t('lines.finalIs')}</dt>
        <dd>
          {final ? (
            <Given line={final} indicator={indicator} />
          ) : (
            <span className={styles.mark}>{office?.mark ?? '—'}</span>
          )}
        </dd>
      </div>
      {ruled && (
        <div>
          <dt>{t('lines.ruled')}</dt>
          <dd>
            <Given line={ruled} indicator={indicator} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Given({ line, indicator }: { line: LinePartsFragment | null; indicator: Lines }) {
  const { t } = useTranslation();
  if (!line) return <span className={styles.quiet}>{t('lines.notYet')}</span>;
  const said = ({ code }: { code: string }) => {
    if (line.leftOut.includes(code)) return t('lines.leftOut');
    const value = line.items.find(({ item }) => item === code)?.value ?? '0';
    const points = indicator.items.find(item => item.code === code)?.points;
    return points === '1' ? t(value === '1' ? 'lines.met' : 'lines.notMet') : t('lines.points', { points: value });
  };
  return (
    <>
      <span className={styles.mark}>{line.mark}</span>{' '}
      <span className="cell-sub">{t('lines.by', { name: line.by, on: line.on })}</span>
      {indicator.items.length > 0 && (
        <ul className={styles.known}>
          {indicator.items.map(item => (
            <li key={item.code}>
              {localized(item.name)}: {said(item)}
            </li>
          ))}
        </ul>
      )}
      {line.reason && <div>{line.reason}</div>}
      {line.evidence.map(({ id, title }) => (
        <div key={id}>
          <Link to={`/evidence/${id}`}>{title}</Link>
        </div>
      ))}
    </>
  );
}

/** What the system knows: counted or recorded, so that nobody is asked for it. */
export function KnownLines({ indicators }: { indicators: readonly Lines[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.lines}>
      {indicators.map(indicator => (
        <li key={indicator.code}>
          <IndicatorHead indicator={indicator} />
          {indicator.missing.length > 0 ? (
            <div className={styles.lacks}>
              {t('lines.lacks', { names: indicator.missing.map(localized).join(t('common.comma')) })}
            </div>
          ) : (
            <div>
              {t('lines.score')} <span className={styles.mark}>{indicator.score ?? t('lines.notCounted')}</span>
            </div>
          )}
          {indicator.lines.length > 0 && (
            <ul className={styles.known}>
              {indicator.lines.map(line => (
                <li key={`${line.text.zh} ${line.value}`}>
                  {localized(line.text)} = {line.value}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
