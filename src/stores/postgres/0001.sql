-- One row: which life of the data this is, how far its log has got, which server wrote it, and what speaks against it.
CREATE TABLE curfew.head (
  one               boolean PRIMARY KEY DEFAULT true CHECK (one),
  schema            integer NOT NULL,
  incarnation       text    NOT NULL,
  generation        bigint  NOT NULL,
  sequence          bigint  NOT NULL,
  began_at          bigint  NOT NULL,
  restored_at       bigint  NOT NULL,
  certificate       text,
  -- Whether the server that wrote it waited for its standbys.
  replicated        boolean NOT NULL DEFAULT false,
  doubt             text,
  doubt_reason      text,
  beyond_generation bigint,
  beyond_sequence   bigint
);

-- The log of revocations. `place` is where a fact stands in it; generation and sequence say where it was logged first.
-- An id may be longer than a btree takes.
CREATE TABLE curfew.revocation (
  place       bigint PRIMARY KEY,
  generation  bigint NOT NULL,
  sequence    bigint NOT NULL,
  kind        text   NOT NULL,
  id          text   NOT NULL,
  issuer      text   NOT NULL,
  except_sid  text,
  at          bigint NOT NULL,
  expires_at  bigint NOT NULL,
  reason      text,
  by          text
);
CREATE INDEX revocation_by_place ON curfew.revocation (left(id, 255), kind, generation, sequence);
CREATE INDEX revocation_by_expiry ON curfew.revocation (expires_at);

-- `life` is the generation of the log in which the refresh counter was last written, `moved_at` when that was.
CREATE TABLE curfew.session (
  ordinal           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id                text   NOT NULL,
  subject           text   NOT NULL,
  issuer            text   NOT NULL,
  client            text,
  tenant            text,
  device            text,
  claims            text,
  secret            text   NOT NULL,
  began_generation  bigint NOT NULL,
  began_sequence    bigint NOT NULL,
  started_at        bigint NOT NULL,
  seen_at           bigint NOT NULL,
  expires_at        bigint NOT NULL,
  generation        bigint NOT NULL,
  rotated_at        bigint NOT NULL,
  life              bigint NOT NULL,
  moved_at          bigint NOT NULL,
  ended_at          bigint,
  CONSTRAINT session_id EXCLUDE USING hash (id WITH =)
) WITH (fillfactor = 80);
CREATE INDEX session_by_subject ON curfew.session (left(subject, 255));
CREATE INDEX session_by_client ON curfew.session (left(client, 255));
CREATE INDEX session_by_tenant ON curfew.session (left(tenant, 255));
CREATE INDEX session_by_expiry ON curfew.session (expires_at);

-- The nodes that answer from memory, what each has acknowledged, and the name of its last heartbeat.
CREATE TABLE curfew.replica (
  id          text   PRIMARY KEY,
  generation  bigint,
  sequence    bigint,
  staleness   bigint NOT NULL,
  beat        text   NOT NULL
) WITH (fillfactor = 50);
