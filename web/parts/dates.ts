// Dates and instants as people of the page's language write them; the zone is that of the law.
import { addDays, startOfDay } from '../../core/clock/calendar.ts';
import { languageNow, words } from '../app/words.ts';

const locale = () => (languageNow() === 'en' ? 'en-GB' : 'zh-CN');
const ZONE = 'Asia/Shanghai';

/** @param date a civil date, YYYY-MM-DD */
export const dayInWords = (date: string | null | undefined): string =>
  date
    ? new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
    : '';
/** A last day, marked where the holidays of its year are not published yet. */
export const dueInWords = ({ dueOn, provisional }: { readonly dueOn: string | null; readonly provisional: boolean }) =>
  provisional ? words.t('app:provisional', { day: dayInWords(dueOn) }) : dayInWords(dueOn);
/** The first instant of a day, or of one so many days later: of a period that ends with a day, the end. @param date YYYY-MM-DD */
export const midnightOf = (date: string, daysLater = 0): string =>
  new Date(startOfDay(addDays(date, daysLater))).toISOString();
/** @param instant ISO 8601 */
export const instantInWords = (instant: string | null | undefined): string =>
  instant
    ? new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: ZONE }).format(
        new Date(instant),
      )
    : '';
/** The last minute of what is over at this instant: people write the 31st 23:59, not the 1st 00:00. */
export const untilInWords = (instant: string | null | undefined): string =>
  instant ? instantInWords(new Date(Date.parse(instant) - 60_000).toISOString()) : '';
export const bytesInWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
