-- Where a fact was logged first, so that nobody looks at the cut-offs that came before a session began.
CREATE INDEX curfew_revocation_by_place ON curfew_revocation
  (kind, id, coalesce(first_generation, generation), coalesce(first_sequence, sequence), except_sid, issuer);
DROP INDEX curfew_revocation_by_id;

-- A heartbeat is named at random: a number would come again when the data goes back.
DROP TABLE curfew_replica;
CREATE TABLE curfew_replica (
  id           TEXT    PRIMARY KEY,
  generation   INTEGER,
  sequence     INTEGER,
  staleness    INTEGER NOT NULL,
  beat         TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
