-- What the first published version made of an empty database; never to be changed.
CREATE TABLE IF NOT EXISTS schema_steps (version INTEGER PRIMARY KEY);
CREATE TABLE rooms (
    code TEXT PRIMARY KEY,
    host_hash TEXT NOT NULL,
    template TEXT NOT NULL,
    country TEXT NOT NULL,
    language TEXT NOT NULL,
    ranking INTEGER NOT NULL,
    seed BIGINT NOT NULL,
    stage INTEGER NOT NULL,
    opened BIGINT NOT NULL,
    expires BIGINT NOT NULL);
CREATE INDEX rooms_expires ON rooms (expires);
CREATE TABLE seats (
    seat TEXT PRIMARY KEY,
    room TEXT NOT NULL REFERENCES rooms (code) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    nickname TEXT NOT NULL,
    bare TEXT NOT NULL,
    team TEXT NOT NULL,
    language TEXT NOT NULL,
    joined BIGINT NOT NULL,
    UNIQUE (room, bare));
CREATE TABLE answers (
    id TEXT NOT NULL,
    seat TEXT NOT NULL REFERENCES seats (seat) ON DELETE CASCADE,
    room TEXT NOT NULL REFERENCES rooms (code) ON DELETE CASCADE,
    step TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    approved INTEGER NOT NULL,
    stored BIGINT NOT NULL,
    PRIMARY KEY (seat, id),
    UNIQUE (seat, ordinal));
CREATE INDEX answers_room ON answers (room);
CREATE TABLE results (
    room TEXT NOT NULL REFERENCES rooms (code) ON DELETE CASCADE,
    run TEXT NOT NULL,
    team TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (room, run, team));
INSERT INTO schema_steps (version) VALUES (1);
