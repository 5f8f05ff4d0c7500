import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { lightOrder, lightShape } from './traffic-light.tsx';
import type { Light } from '../graphql/types.generated.ts';
import styles from './light-bar.module.css';

export interface LightBarProps {
  lights: readonly { light: Light; count: number }[];
  /** where the number of one light leads; without it the numbers are plain text */
  hrefOf?: (light: Light) => string;
  /** says the word of each light beside its number */
  withWords?: boolean;
}

/** What share of a heap has which light: a drawing for the eye, and the same in numbers. */
export function LightBar({ lights, hrefOf, withWords = false }: LightBarProps) {
  const { t } = useTranslation();
  const present = lightOrder.flatMap(light => lights.filter(line => line.light === light && line.count > 0));
  return (
    <div className={styles.bar}>
      <div className={styles.track} aria-hidden="true">
        {present.map(({ light, count }) => (
          <span key={light} className={styles[light]} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={styles.numbers}>
        {present.map(({ light, count }) => {
          const name = t(`enum.light.${light}`);
          const inside = (
            <>
              <span className={styles[`text${light}`]} aria-hidden="true">
                {lightShape[light]}
              </span>
              {withWords ? ` ${name}` : ''} {count}
            </>
          );
          return (
            <li key={light}>
              {hrefOf ? (
                <Link to={hrefOf(light)} title={name} aria-label={`${name} ${count}`}>
                  {inside}
                </Link>
              ) : (
                <span title={name}>
                  {!withWords && <span className="sr-only">{name}</span>}
                  {inside}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
