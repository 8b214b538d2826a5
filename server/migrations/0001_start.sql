-- Times are milliseconds since 1970-01-01 UTC. Keys and tokens are kept as SHA-256 in hex, never as they are.

CREATE TABLE articles (
    id TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('markdown', 'html', 'text')),
    category TEXT NOT NULL,
    -- JSON lists of strings.
    tags TEXT NOT NULL,
    related TEXT NOT NULL,
    -- How often it was read, or any other measure of how much it is asked for; orders a list without a query.
    popular BIGINT NOT NULL,
    published BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (id, language)
);

CREATE INDEX articles_by_change ON articles (language, published, updated_at);

CREATE TABLE article_votes (
    id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL,
    language TEXT,
    helpful BOOLEAN NOT NULL,
    reason TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX article_votes_by_article ON article_votes (article, helpful);

CREATE TABLE agents (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE agent_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agents (id),
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE TABLE tickets (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    key_hash TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('new', 'open', 'waiting', 'solved', 'closed')),
    category TEXT,
    email TEXT NOT NULL,
    name TEXT,
    page_url TEXT,
    page_title TEXT,
    page_language TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- Since when it waits on us; orders the queue.
    waiting_since BIGINT NOT NULL,
    first_response_at BIGINT,
    -- How often it was solved; a rating belongs to one of these.
    solve_cycle BIGINT NOT NULL,
    -- The ordinal of the last message, and of the last one that the customer may see.
    last_ordinal BIGINT NOT NULL,
    last_public BIGINT NOT NULL
);
CREATE INDEX tickets_by_wait ON tickets (status, waiting_since, id);
CREATE INDEX tickets_by_change ON tickets (status, updated_at, id);
CREATE INDEX tickets_by_last_change ON tickets (updated_at, id);
CREATE INDEX tickets_by_creation ON tickets (created_at);

CREATE TABLE status_changes (
    ticket TEXT NOT NULL REFERENCES tickets (id),
    ordinal BIGINT NOT NULL,
    status TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('customer', 'agent', 'system')),
    agent TEXT REFERENCES agents (id),
    PRIMARY KEY (ticket, ordinal)
);

CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES tickets (id),
    -- 1, 2, 3 … within the ticket.
    ordinal BIGINT NOT NULL,
    author TEXT NOT NULL CHECK (author IN ('customer', 'agent', 'system')),
    author_name TEXT,
    agent TEXT REFERENCES agents (id),
    body TEXT NOT NULL,
    internal BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (ticket, ordinal)
);

CREATE TABLE attachments (
    id TEXT NOT NULL PRIMARY KEY,
    -- The name on disk: random, never the sender's.
    file TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Absent until a message names it.
    message TEXT REFERENCES messages (id),
    ordinal BIGINT
);
CREATE INDEX attachments_by_message ON attachments (message, ordinal);

CREATE TABLE survey_responses (
    id TEXT NOT NULL PRIMARY KEY,
    survey TEXT NOT NULL,
    ticket TEXT NOT NULL REFERENCES tickets (id),
    cycle BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('partial', 'complete', 'dismissed')),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (survey, ticket, cycle)
);
CREATE INDEX survey_responses_by_ticket ON survey_responses (ticket, cycle);
CREATE INDEX survey_responses_by_creation ON survey_responses (created_at);

CREATE TABLE survey_answers (
    response TEXT NOT NULL REFERENCES survey_responses (id),
    question TEXT NOT NULL,
    score BIGINT,
    text TEXT,
    PRIMARY KEY (response, question)
);

CREATE TABLE replies (
    -- SHA-256 of the caller and the route, and of the caller's Idempotency-Key.
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    -- SHA-256 of method, address and body.
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX replies_by_creation ON replies (created_at);
