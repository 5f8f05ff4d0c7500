import type { Bilingual } from './bilingual.ts';

/** Refusals about addresses, muted notices and absences. */
export const noticesWording: Record<string, Bilingual> = {
  ADDRESS_INVALID: { zh: '格式不对，请核对后再填', en: 'This is not written as it should be' },
  CHANNEL_WITHOUT_ADDRESS: {
    zh: '选用这种方式前，请先填写对应的地址',
    en: 'Fill in the address that belongs to this channel first',
  },
  NOTICE_STATUTORY: {
    zh: '涉及时限、退回、交办、督办和审批的通知不能静音',
    en: 'Notices about due days, returns, assignments, letters and approvals cannot be muted',
  },
  ABSENCE_ENDS_BEFORE_IT_BEGINS: { zh: '结束日期不能早于开始日期', en: 'It cannot end before it begins' },
  ABSENCE_IN_PAST: {
    zh: '开始日期不能早于今天（{today}），已经发出的通知不会改送',
    en: 'It cannot begin before today ({today}); what was sent already is not sent elsewhere',
  },
  ABSENCE_OVERLAPS: { zh: '这段时间已登记过外出', en: 'An absence on these days is recorded already' },
  STAND_IN_UNFIT: {
    zh: '代理人须是本单位其他在用账号',
    en: 'The stand-in must be another active account of the same unit',
  },
  STAND_IN_AWAY: { zh: '代理人在这段时间也外出', en: 'The stand-in is away on these days too' },
  ABSENCE_OVER: { zh: '这次外出已经结束', en: 'This absence is over' },
};
