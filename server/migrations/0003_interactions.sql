-- The deflection ledger. How often what happened, by day (the first millisecond of it).
CREATE TABLE interaction_counts (
    day BIGINT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('searched', 'found_nothing', 'opened', 'solved', 'asked')),
    count BIGINT NOT NULL,
    PRIMARY KEY (day, language, kind)
);

-- Searches that an article answered.
CREATE TABLE solved_searches (
    -- SHA-256 of language, query and article.
    id TEXT NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    -- In lower case with single spaces.
    query TEXT NOT NULL,
    article TEXT NOT NULL,
    -- How many devices sent it, and how many people an import told of; the larger counts.
    people BIGINT NOT NULL,
    imported BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    -- From when on the index may hold it; absent until enough people sent it.
    learned_at BIGINT
);
CREATE INDEX solved_searches_by_learning ON solved_searches (language, learned_at);

-- Counts a device once for each search. The mark is SHA-256 of the search and the device's random token: it cannot be told
-- whether two rows are of the same device.
CREATE TABLE solved_search_people (
    search TEXT NOT NULL REFERENCES solved_searches (id) ON DELETE CASCADE,
    mark TEXT NOT NULL,
    PRIMARY KEY (search, mark)
);
