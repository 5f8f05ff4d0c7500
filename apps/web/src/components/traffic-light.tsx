import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Light } from '../graphql/types.generated.ts';

export const lightShape: Record<Light, string> = { GREY: '○', GREEN: '●', YELLOW: '▲', RED: '■', BLUE: '✔', LATE: '✓' };

/** Worst first, the order of every legend and list of lights. */
export const lightOrder: Light[] = ['RED', 'YELLOW', 'GREEN', 'GREY', 'LATE', 'BLUE'];

interface Props {
  light: Light;
  /** why it shines so; read out and shown on hover or focus */
  reason?: string | null;
  /** the shape alone, where the word stands beside it already */
  bare?: boolean;
}

/** A light is a shape, a word and a reason; colour only helps. */
export function TrafficLight({ light, reason, bare }: Props) {
  const { t } = useTranslation();
  const word = t(`enum.light.${light}`);
  const body = (
    <span
      className={`light light-${light.toLowerCase()}${bare ? ' light-bare' : ''}`}
      role="img"
      aria-label={reason ? `${word}: ${reason}` : word}
      // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- focus shows the reason, as resting the mouse does
      tabIndex={reason ? 0 : undefined}
    >
      <span aria-hidden className="light-shape">
        {lightShape[light]}
      </span>
      {bare ? null : <span aria-hidden>{word}</span>}
    </span>
  );
  return reason ? <Tooltip title={reason}>{body}</Tooltip> : body;
}
