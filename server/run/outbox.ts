/** Older notices are sent by no way any more; the inbox keeps them. */
const NEWS_HOURS = 72

/** The moment from which on notices are still sent, by mail or to gateways. */
export const newsSince = (now: Date): Date => new Date(now.getTime() - NEWS_HOURS * 3_600_000)
