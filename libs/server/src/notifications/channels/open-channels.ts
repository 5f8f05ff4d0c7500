import type { ChannelKind, PersonalChannel } from '@yardstick/domain/channel';
import type { Config, RobotSetting } from '../../config.ts';

/** The channels to people that this instance has settings for. */
export function openPersonalChannels(config: Config): PersonalChannel[] {
  const isOpen: [PersonalChannel, unknown][] = [
    ['email', config.SMTP_URL],
    ['wecom-app', config.WECOM_SECRET],
    ['dingtalk-app', config.DINGTALK_APP_SECRET],
    ['sms', config.SMS_SECRET],
  ];
  return isOpen.flatMap(([channel, setting]) => (setting ? [channel] : []));
}

export interface Group {
  channel: ChannelKind;
  target: string;
  /** Whose work it hears of; null for every unit's. */
  unit: string | null;
}

const robotChannels = { wecom: 'wecom-robot', dingtalk: 'dingtalk-robot' } as const;
export const channelOfRobot = ({ kind }: RobotSetting): 'wecom-robot' | 'dingtalk-robot' => robotChannels[kind];

/** Groups and systems that are told the day's counts. */
export const openGroups = (config: Config): Group[] => [
  ...config.ROBOTS.map(robot => ({ channel: channelOfRobot(robot), target: robot.name, unit: robot.unit ?? null })),
  ...(config.WEBHOOK_URL ? [{ channel: 'webhook' as const, target: 'webhook', unit: null }] : []),
];
