-- Which file wrote the data, whether it is to be believed, and since when.
ALTER TABLE curfew_head ADD COLUMN certificate       TEXT;
ALTER TABLE curfew_head ADD COLUMN doubt             TEXT;
ALTER TABLE curfew_head ADD COLUMN doubt_reason      TEXT;
ALTER TABLE curfew_head ADD COLUMN beyond_generation INTEGER;
ALTER TABLE curfew_head ADD COLUMN beyond_sequence   INTEGER;
ALTER TABLE curfew_head ADD COLUMN began_at          INTEGER NOT NULL DEFAULT 0;
ALTER TABLE curfew_head ADD COLUMN restored_at       INTEGER NOT NULL DEFAULT 0;

-- Where a fact was first logged, when it was brought back after a loss; its place in this log is the sequence.
ALTER TABLE curfew_revocation ADD COLUMN first_generation INTEGER;
ALTER TABLE curfew_revocation ADD COLUMN first_sequence   INTEGER;

-- In which generation of the log the refresh counter was last written, and when, by this machine's clock.
ALTER TABLE curfew_session ADD COLUMN life     INTEGER NOT NULL DEFAULT 1;
ALTER TABLE curfew_session ADD COLUMN moved_at INTEGER NOT NULL DEFAULT 0;
