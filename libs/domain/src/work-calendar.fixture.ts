import { addDays, type CalendarDay } from './calendar-day.ts';
import { WorkCalendar, type CalendarException } from './work-calendar.ts';

const off = (name: string, from: CalendarDay, to: CalendarDay = from): CalendarException[] => {
  const days: CalendarException[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) days.push({ on, isWorkday: false, name });
  return days;
};
const worked = (...days: CalendarDay[]): CalendarException[] =>
  days.map(on => ({ on, isWorkday: true, name: '调休上班' }));

/** The three years of the programme, from the yearly notices 国办发明电〔2021〕11号, 〔2022〕16号 and 〔2023〕7号. */
export const programExceptions: CalendarException[] = [
  ...off('元旦', '2022-01-01', '2022-01-03'),
  ...off('春节', '2022-01-31', '2022-02-06'),
  ...off('清明节', '2022-04-03', '2022-04-05'),
  ...off('劳动节', '2022-04-30', '2022-05-04'),
  ...off('端午节', '2022-06-03', '2022-06-05'),
  ...off('中秋节', '2022-09-10', '2022-09-12'),
  ...off('国庆节', '2022-10-01', '2022-10-07'),
  ...worked('2022-01-29', '2022-01-30', '2022-04-02', '2022-04-24', '2022-05-07', '2022-10-08', '2022-10-09'),
  ...off('元旦', '2022-12-31', '2023-01-02'),
  ...off('春节', '2023-01-21', '2023-01-27'),
  ...off('清明节', '2023-04-05'),
  ...off('劳动节', '2023-04-29', '2023-05-03'),
  ...off('端午节', '2023-06-22', '2023-06-24'),
  ...off('中秋国庆', '2023-09-29', '2023-10-06'),
  ...worked('2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'),
  ...off('元旦', '2024-01-01'),
  ...off('春节', '2024-02-10', '2024-02-17'),
  ...off('清明节', '2024-04-04', '2024-04-06'),
  ...off('劳动节', '2024-05-01', '2024-05-05'),
  ...off('端午节', '2024-06-10'),
  ...off('中秋节', '2024-09-15', '2024-09-17'),
  ...off('国庆节', '2024-10-01', '2024-10-07'),
  ...worked(
    '2024-02-04',
    '2024-02-18',
    '2024-04-07',
    '2024-04-28',
    '2024-05-11',
    '2024-09-14',
    '2024-09-29',
    '2024-10-12',
  ),
];

export const programCalendar = (): WorkCalendar => new WorkCalendar('2022-01-01', '2024-12-31', programExceptions);
