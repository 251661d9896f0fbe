const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;

/**
 * The instant (UTC, microseconds) at which a clock somewhere jumps on a UTC day (days since 1970), by the rules that
 * hold today: New York, Madrid, Sydney. Undefined on other days.
 */
export function clockJump(day: number): number | undefined {
  const hour = JUMPS.find(({ month, nth }) => isNthSunday(day, month, nth))?.hour ?? saturdayInSydney(day);
  return hour === undefined ? undefined : day * DAY_US + hour * HOUR_US;
}

/** Of the Sundays of a month (1 = January): the nth, or the last; and the hour, UTC. */
const JUMPS = [
  { month: 3, nth: 2, hour: 7 },
  { month: 3, nth: 'last', hour: 1 },
  { month: 10, nth: 'last', hour: 1 },
  { month: 11, nth: 1, hour: 6 },
] as const;

/** Sydney's Sunday at 3 is Saturday at 16:00 UTC, before the first Sundays of April and October. */
function saturdayInSydney(day: number): number | undefined {
  return [4, 10].some((month) => isNthSunday(day + 1, month, 1)) ? 16 : undefined;
}

function isNthSunday(day: number, month: number, nth: number | 'last'): boolean {
  const date = new Date(day * 86_400_000);
  if (date.getUTCDay() !== 0 || date.getUTCMonth() + 1 !== month) return false;
  const dayOfMonth = date.getUTCDate();
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate();
  return nth === 'last' ? dayOfMonth > daysInMonth - 7 : Math.ceil(dayOfMonth / 7) === nth;
}

const BEFORE_US = (5 * HOUR_US) / 6;

/**
 * `time` brought near the jump of its day, from 50 minutes before it to three hours after; where there is none, as it
 * is. The last two bits stay, so two times that differ in them never meet.
 */
export function nearJump(time: number): number {
  const day = Math.floor(time / DAY_US);
  const jump = clockJump(day);
  if (jump === undefined) return time;
  const bits = ((time % 4) + 4) % 4;
  return jump - BEFORE_US + Math.floor((time - day * DAY_US) / 28) * 4 + bits;
}
