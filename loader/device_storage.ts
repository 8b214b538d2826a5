/*
 * Device storage: all that the loader keeps in the host page's `localStorage`. The widget owns keys and formats
 * (src/state/device_storage/stored.rs); no other file of the loader knows them. A page may deny storage: each function says what
 * it does then.
 */

/** A key is `Prefix`, the backend's address, and one of the others. Constants, so that they cost stage one no function. */
export const enum Key {
  Prefix = "helpnook:",
  Separator = ":",
  Session = ":session",
  Tickets = ":tickets",
}

/** A ticket that this device follows, as far as the loader reads it: `TrackedTicket` in src/state/device_storage/stored.rs. */
export interface StoredTicket {
  id: string;
  /** Empty where the customer's session opens the ticket. */
  key: string;
  /** The last message that was read on this device. */
  seen?: string | null;
}

/** The session of a signed-in customer; of the first layout, which had no version, a list. */
type StoredSession = { token: string } | [token: string, subject: string];

/** The data of a stored text: `{"version":…,"data":…}`, or the data alone, which was the first layout. */
function dataOf<Data>(text: string | null | undefined): Data | undefined {
  const stored = JSON.parse(text || "null");
  return stored?.data ?? stored ?? undefined;
}

const tokenOf = (session?: StoredSession) => (Array.isArray(session) ? session[0] : session?.token);

/** The tickets that this device follows. Throws where storage is denied or the stored text is no JSON. */
export const storedTickets = (backend: string): StoredTicket[] =>
  dataOf<StoredTicket[]>(localStorage.getItem(Key.Prefix + backend + Key.Tickets)) ?? [];

/**
 * Notes in the page whether the frame's own storage holds tickets: stage one then asks for news on the next visit. The
 * note is an empty list of tickets, without any key. Does nothing where storage is denied.
 */
export function noteFrameTickets(backend: string, holdsTickets: boolean): void {
  const key = Key.Prefix + backend + Key.Tickets;
  try {
    if (!holdsTickets) localStorage.removeItem(key);
    else localStorage[key] ??= "[]";
  } catch {
    // News are extra.
  }
}

/**
 * Removes all that this device keeps for a backend, and gives the session token that was kept. Throws where storage is
 * denied, or, after removing, where the session is no JSON.
 */
export function clearStorage(backend: string): string | undefined {
  const own = Key.Prefix + backend + Key.Separator;
  const session: string | undefined = localStorage[Key.Prefix + backend + Key.Session];
  for (const key of Object.keys(localStorage)) if (key.startsWith(own)) localStorage.removeItem(key);
  return tokenOf(dataOf(session));
}

/** Whether a session token is kept. Throws where storage is denied. */
export function holdsSession(backend: string): boolean {
  return !!tokenOf(dataOf(localStorage.getItem(Key.Prefix + backend + Key.Session)));
}

/** Throws where storage is denied. */
export const probeStorage = (): number => localStorage.length;
