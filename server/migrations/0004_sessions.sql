-- Customers whom the site has signed in.
CREATE TABLE requesters (
    id TEXT NOT NULL PRIMARY KEY,
    -- Their lasting id at the site.
    subject TEXT NOT NULL UNIQUE,
    email TEXT,
    name TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    -- SHA-256 of the token.
    hash TEXT NOT NULL PRIMARY KEY,
    requester TEXT NOT NULL REFERENCES requesters (id),
    -- The key that signed the identity; a session ends with it.
    kid TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_requester ON sessions (requester, created_at);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Absent while a ticket belongs to nobody but the holder of its key.
ALTER TABLE tickets ADD COLUMN requester TEXT REFERENCES requesters (id);
CREATE INDEX tickets_by_requester ON tickets (requester, updated_at, id);
