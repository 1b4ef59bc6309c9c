/** The device's time zone: the server takes it where the member chose none. */
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
