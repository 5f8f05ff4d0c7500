import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useViewer } from '../lib/viewer.tsx';
import { lightOrder, TrafficLight } from './traffic-light.tsx';

/** What this person does here, what the lights mean, which keys help. */
export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { role } = useViewer();
  const part =
    role === 'LEADER'
      ? 'leader'
      : role.startsWith('OFFICE')
        ? 'office'
        : role === 'UNIT_HEAD'
          ? 'head'
          : role.startsWith('UNIT')
            ? 'unit'
            : 'admin';
  return (
    <Drawer open={open} onClose={onClose} title={t('help.title')} size={420}>
      <h2 className="help-head">{t('help.yours')}</h2>
      <ol className="help-steps">
        {t(`help.steps.${part}`)
          .split('|')
          .map(step => (
            <li key={step}>{step}</li>
          ))}
      </ol>
      <h2 className="help-head">{t('help.lights')}</h2>
      <ul className="help-lights">
        {lightOrder.map(light => (
          <li key={light}>
            <TrafficLight light={light} /> <span>{t(`help.light.${light}`)}</span>
          </li>
        ))}
      </ul>
      <p>{t('help.lightsAreComputed')}</p>
      <h2 className="help-head">{t('help.trouble')}</h2>
      <p>{t('help.troubleWhatNow')}</p>
    </Drawer>
  );
}
