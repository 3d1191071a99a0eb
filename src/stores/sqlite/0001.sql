-- One row: which life of the data this is, and how far its log has got.
CREATE TABLE curfew_head (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  schema       INTEGER NOT NULL,
  incarnation  TEXT    NOT NULL,
  generation   INTEGER NOT NULL,
  sequence     INTEGER NOT NULL,
  beat         INTEGER NOT NULL
) STRICT;

-- The log of revocations, in the order in which they were committed.
CREATE TABLE curfew_revocation (
  sequence     INTEGER PRIMARY KEY,
  generation   INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  id           TEXT    NOT NULL,
  issuer       TEXT    NOT NULL,
  except_sid   TEXT,
  at           INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  reason       TEXT,
  by           TEXT
) STRICT;
CREATE INDEX curfew_revocation_by_id ON curfew_revocation (kind, id);
CREATE INDEX curfew_revocation_by_expiry ON curfew_revocation (expires_at);

CREATE TABLE curfew_session (
  id           TEXT    PRIMARY KEY,
  subject      TEXT    NOT NULL,
  issuer       TEXT    NOT NULL,
  client       TEXT,
  tenant       TEXT,
  device       TEXT,
  claims       TEXT,
  secret       TEXT    NOT NULL,
  began        TEXT    NOT NULL,
  started_at   INTEGER NOT NULL,
  seen_at      INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  generation   INTEGER NOT NULL,
  rotated_at   INTEGER NOT NULL,
  ended_at     INTEGER
) STRICT;
CREATE INDEX curfew_session_by_subject ON curfew_session (subject, started_at);
CREATE INDEX curfew_session_by_expiry ON curfew_session (expires_at);

-- The nodes that answer from memory, what each has acknowledged, and the number of its last heartbeat.
CREATE TABLE curfew_replica (
  id           TEXT    PRIMARY KEY,
  generation   INTEGER,
  sequence     INTEGER,
  staleness    INTEGER NOT NULL,
  beat         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
